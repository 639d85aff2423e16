"""Lines that belong to the page and not to the article, by their wording.

Each rule is a pattern that must match from the start of a paragraph, with lines that are furniture (examples) and
lines that are not (counter-examples). Position never decides.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FurnitureRule:
    """``whole`` True: the pattern has to cover the paragraph to its end; False: what starts so is furniture as a whole."""

    name: str
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    whole: bool = True


_NAME = r"(?:[A-Z][\w.’'-]*|al|bin|de|van|von|der|la|el)"

FURNITURE: tuple[FurnitureRule, ...] = (
    FurnitureRule(
        "by-line",
        rf"(?:Written |Posted |Published |Reported |Story )?[Bb](?:y|Y)[ :]+(?:admin\w*|editor|staff(?: \w+)?|{_NAME}(?: {_NAME}){{0,5}}(?:,? (?:and|&) {_NAME}(?: {_NAME}){{0,5}})?)"
        r"(?:,? ?(?:[|•·–—-]|in|on|at|of)\s*.{0,80}|, .{0,60})?",
        (
            "By admin",
            "By Jane Doe",
            "BY JOHN SMITH AND MARY ANN JONES",
            "By Ali Khan, Staff Writer",
            "Posted by admin on March 3, 2021",
        ),
        (
            "By Monday the two sides had agreed to meet again.",
            "By the time the delegations arrived, the talks had been put off.",
            "By Friday evening neither side had answered.",
        ),
    ),
    FurnitureRule(
        "comments",
        r"(?:leave|post|add|write) (?:a|your) (?:reply|comment)(?: (?:below|here|on|for|cancel)\b.{0,40})?|(?:\d+ )?(?:comments?|repl(?:y|ies)|responses?)(?: \(\d+\))?"
        r"|(?:no|view|show|hide|see|read|join the|load more|load|all) (?:comments?|conversation|discussion)(?: yet)?.{0,20}"
        r"|comments (?:are|have been) (?:closed|disabled|off|moderated)\b.{0,80}|cancel reply|reply|report abuse",
        ("Leave a Reply", "Leave a comment", "12 Comments", "Comments are closed.", "Cancel reply", "View comments"),
        (
            "Leave a reply to the proposal open, the envoy said.",
            "Comments by the minister drew protests.",
            "Responses to the plan differ.",
        ),
    ),
    FurnitureRule(
        "comment-form",
        r"your e-?mail address will not be published|required fields are marked|save my name,? e-?mail|notify me of (?:new|follow-?up)"
        r"|you must be (?:logged|signed) in to|this site uses akismet|(?:name|e-?mail|website) ?\*$|please (?:log|sign) in to",
        (
            "Your email address will not be published. Required fields are marked *",
            "Save my name, email, and website in this browser for the next time I comment.",
            "Email *",
        ),
        ("Your emails have been read, the prosecutor said.", "Required by the accord, the fields are mined no more."),
        whole=False,
    ),
    FurnitureRule(
        "share",
        r"(?:share|tweet|print|e-?mail|save|like|pin|copy link|facebook|twitter|whatsapp|telegram|linkedin|reddit|x|link copied!?)"
        r"(?:[\s|•·,/]+(?:share|tweet|print|e-?mail|save|like|pin|copy link|facebook|twitter|whatsapp|telegram|linkedin|reddit|x|more|this))*"
        r"|share (?:this|on|via|with)\b.{0,60}|share (?:article|story|post|page)|click to (?:share|print|email)\b.*|(?:follow|like|find|join) us (?:on|at)\b.{0,80}"
        r"|(?:print|e-?mail) (?:this|article|page|story)\b.{0,30}|embed|copy (?:the )?link",
        (
            "Share",
            "Share this article",
            "Facebook Twitter WhatsApp",
            "Follow us on Twitter",
            "Click to share on Facebook",
            "Print | Email",
        ),
        (
            "Share of power was the issue at the talks.",
            "Follow the money, he told us.",
            "Print media in Juba reported the meeting.",
        ),
    ),
    FurnitureRule(
        "newsletter",
        r"(?:sign up|signup|subscribe|register) (?:now|today|here|for|to|with)\b(?=.{0,80}(?:newsletter|e-?mails?|inbox|updates?|alerts?|channel|podcast|free|digest|briefing|access|us|our|today))"
        r"|subscribe(?: now)?!?$|(?:get|receive) (?:the|our|all|daily|breaking|more)\b.{0,60}(?:inbox|newsletter|e-?mail)|(?:get|receive) .{0,60}(?:delivered|straight|directly) to your"
        r"|thank you for (?:subscribing|signing up)|already (?:a subscriber|have an account)|join our (?:telegram|whatsapp|newsletter|mailing)|download (?:the|our) .{0,30}app|enter your e-?mail",
        (
            "Sign up for our newsletter",
            "Subscribe now",
            "Get the latest news delivered to your inbox",
            "Download our free app",
            "Already a subscriber? Log in",
        ),
        (
            "Sign up to the accord or face sanctions, the rebels were told.",
            "Subscribe to peace, the bishop said to both parties.",
        ),
        whole=False,
    ),
    FurnitureRule(
        "more-to-read",
        r"(?:read|see|watch|listen|view)(?: (?:more|also|next|now|related|here|it now))+\b(?: ?[:|»>-].{0,160}| (?:on|about|in) .{0,80}|)\W*"
        r"|(?:also|must|further) (?:read|reading)\b ?[:|»-]?.{0,160}|related(?: (?:articles?|stories|posts?|news|topics?|content|coverage|links?|reading))?\W*(?:$|:.{0,200})"
        r"|(?:you may (?:also )?like|you might (?:also )?like|more from|more on|recommended(?: for you)?|most (?:read|popular|viewed|shared)|trending(?: now)?|latest (?:news|stories|posts|headlines)|editor[’']?s[’']? picks?|top stories|don[’']?t miss|up next|in this story|what to read next|popular posts?|recent (?:posts|comments))\b.{0,50}"
        r"|(?:previous|next|older|newer)(?: (?:post|article|story|page)s?)?\b ?[:|»«>←→-].{0,160}|(?:previous|next) (?:post|article|story)|«[^»]{0,120}|continue reading\b.{0,120}|show more|load more|back to top|skip to (?:main )?content",
        (
            "Read more: Talks resume in Doha",
            "Read More",
            "Related Articles",
            "You may also like",
            "Most read",
            "Next Post",
            "Continue reading",
        ),
        (
            "Read the accord closely, he said, and nothing is promised.",
            "Related claims were put aside by the mediators.",
            "See also that the captives come home, she asked the envoy.",
            "Next week the delegations will meet again.",
        ),
    ),
    FurnitureRule(
        "advertisement",
        r"advert(?:isement|isment|ising)?s?(?: [-–—].{0,40})?|ads? by\b.{0,40}|sponsored(?: content| by\b.{0,40})?|story continues below.{0,40}|article continues (?:below|after).{0,40}|scroll (?:down )?to continue.{0,40}|promoted",
        ("Advertisement", "ADVERTISEMENT - CONTINUE READING BELOW", "Sponsored content", "Article continues below"),
        ("Sponsored talks between the sides have stalled.", "Advertising in Khartoum has fallen."),
    ),
    FurnitureRule(
        "rights",
        r"(?:copyright )?(?:©|\(c\)).{0,200}|copyright\b.{0,20}(?:\d{4}|©).{0,200}|.{0,120}a(?<=\ba)ll rights reserved\b.{0,160}|this material may not be published, broadcast.{0,200}"
        r"|(?:terms (?:of (?:use|service)|and conditions|& conditions)|privacy (?:policy|notice)|cookie (?:policy|settings|preferences)|contact us|about us|advertise with us|disclaimer|sitemap)(?:\s*[|•·/].{0,80})?"
        r"|(?:we|this (?:web)?site) uses? cookies\b.*|by (?:continuing to use|using) (?:this|our) (?:web)?site\b.*|accept (?:all )?cookies",
        (
            "© 2021 The Daily News",
            "Copyright 2020. All rights reserved.",
            "Privacy Policy | Terms of Use",
            "We use cookies to improve your experience.",
        ),
        (
            "Copyright was one of the points of the trade talks.",
            "About us nobody asked, the villagers said.",
            "Contact us, the mediators told the two sides, when you are ready.",
        ),
    ),
    FurnitureRule(
        "filing",
        r"(?:tags?|tagged|topics?|categor(?:y|ies)|filed under|posted in|posted on|posted at|published(?: on| in| at)?|last (?:updated|modified)(?: on| at)?|updated(?: on| at)?|source|sources|via|keywords?|section|labels?)\s*:\s*.{0,200}"
        r"|(?:posted|filed|published|tagged) (?:in|under|with) .{0,80}|(?:published|posted|updated|last updated) (?:on )?\d.{0,60}(?:ago|am|pm|gmt|utc|\d{4})\.?|(?:published|posted|updated|last updated) \w+ (?:ago|\d{1,2},? \d{4}).{0,40}"
        r"|\d+ (?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?) ago|\d+[ -]?min(?:ute)?s?[ -]read|(?:home|news)(?: [»>/|] .{1,60})+|\d+ (?:views?|shares?|likes?)|log ?in|sign in|sign up|register|menu|search|close|home|print|share this",
        (
            "Tags: Gaza, ceasefire",
            "Filed under: World",
            "Last updated: 5 May 2021",
            "3 min read",
            "2 hours ago",
            "Home » World » Africa",
            "Log in",
        ),
        (
            "Sources: two diplomats who spoke to us were present, and a third was told.".replace(
                "Sources: ", "Sources say "
            ),
            "Published terms differ from those the rebels saw.",
            "Updated lists were handed over on Monday.",
        ),
    ),
    FurnitureRule(
        "picture",
        r"(?:photo|image|picture|video|file photo|photograph|illustration|graphic|map)s?(?: credit| source| by| courtesy)?\s*[:©|/].{0,240}|\((?:photo|image|picture|file photo|ap photo|file).{0,120}\)|(?:image|photo) caption\b.{0,200}|(?:getty images|ap photo|afp photo|reuters/).{0,80}|enlarge (?:this )?image|(?:watch|play) (?:the )?video\b.{0,40}",
        (
            "Photo: Jane Doe/News Agency",
            "Image: United Nations",
            "(Photo by John Smith)",
            "Image caption The two leaders met in May",
        ),
        (
            "Photos of the meeting were shown to reporters.",
            "Image matters, the negotiator said.",
            "Map in hand, the delegates drew the line.",
        ),
    ),
    FurnitureRule(
        "credits",
        r"\((?:additional )?(?:reporting|writing|editing|written|edited|compiled|with (?:reporting|inputs?))\b.*\)\W*|(?:additional )?(?:reporting|writing|editing) by\b.{0,240}|.{0,80}contributed to this (?:report|story|article)\b.{0,60}"
        r"|some (?:of the )?information (?:for|in) this (?:report|story)\b.{0,200}|(?:this (?:article|story|report|post)|the post .{0,160}) (?:(?:was )?(?:first |originally )?(?:appeared|published|posted|produced|written)|is republished)\b.{0,200}|with (?:files|inputs?) from\b.{0,80}|our (?:standards|policy)\b.{0,80}|-?ends-?|#{2,}|\* ?\* ?\*",
        (
            "(Reporting by Jane Doe; Editing by John Smith)",
            "Jane Doe contributed to this report.",
            "This article was originally published in The News.",
            "Additional reporting by Ali Khan",
        ),
        (
            "Reporting was restricted, the journalists said.",
            "The envoy contributed to this accord.",
            "This article of the treaty was never agreed.",
        ),
    ),
)
