"""The words by which English news says that somebody said, believed, wanted or denied something, as data.

A cue is a verb ("insists", "called for"), a noun ("its demand that") or an adjective ("is confident that").
``takes`` tells which content may stand with it:

``quote``  words in quotation marks      ``that``  a clause that opens with "that"    ``bare``  a clause without "that"
``wh``     a clause with whether, how …  ``thing`` a noun phrase                      ``to``    an infinitive
``ing``    a gerund                      ``after`` the content may stand before the cue ("…, he said")
``whom``   an addressee comes first ("told reporters that …")

Lemmas may carry a particle or preposition ("call for"). Examples are pairs of a sentence and the words of its content.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CueRule:
    """Cues of one construction. ``examples`` hold (sentence, content), ``counters`` sentences without a claim by it."""

    name: str
    takes: frozenset[str]
    lemmas: tuple[str, ...]
    confidence: float
    examples: tuple[tuple[str, str], ...]
    counters: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    """Lemmas, separated by white space; an underscore joins a verb and its particle."""
    return tuple(word.replace("_", " ") for word in text.split())


def _takes(text: str) -> frozenset[str]:
    return frozenset(text.split())


VERBS = (
    CueRule(
        name="saying",
        takes=_takes("quote that bare wh after"),
        lemmas=_words(
            """say add argue insist assert contend observe boast reply retort quip joke lament complain
            affirm testify opine muse counter caution rule imply hint suggest indicate signal
            respond answer intone reason agree disagree tweet retweet write post comment conclude
            make_clear make_plain make_it_clear make_it_plain let_it_be_known"""
        ),
        confidence=0.95,
        examples=(
            ("The envoy said that the border would reopen on Monday.", "that the border would reopen on Monday"),
            ("“We are close,” the minister said.", "“We are close,”"),
            ("The talks will go on, mediators said.", "The talks will go on"),
        ),
        counters=("The post lay high above the valley.", "The written answer came in May."),
    ),
    CueRule(
        name="declaring",
        takes=_takes("quote that bare wh thing after"),
        lemmas=_words(
            """note claim declare announce maintain stress emphasize emphasise report explain
            acknowledge admit concede confirm reiterate remark reveal disclose allege warn predict
            recall proclaim recount underscore underline assess estimate clarify point_out mention
            repeat highlight advise cite quote"""
        ),
        confidence=0.9,
        examples=(
            ("The ministry confirmed that two soldiers had died.", "that two soldiers had died"),
            ("The group announced a truce of three days.", "a truce of three days"),
        ),
        counters=("His report filled forty pages.", "The announced visit was put off."),
    ),
    CueRule(
        name="stating",
        takes=_takes("quote that after"),
        lemmas=_words("state"),
        confidence=0.85,
        examples=(
            ("The decree states that the port stays open.", "that the port stays open"),
            ("The note stated: “Talks go on.”", "“Talks go on.”"),
        ),
        counters=("Ten states could join the pact.",),
    ),
    CueRule(
        name="mere-voice",
        takes=_takes("quote after"),
        lemmas=_words(
            """continue begin shout yell cry whisper exclaim ask read chant mutter thunder conclude
            interject joke laugh go_on sneer"""
        ),
        confidence=0.8,
        examples=(
            ("“Go home,” shouted the crowd.", "“Go home,”"),
            ("“We want more,” the leader continued.", "“We want more,”"),
        ),
        counters=("The rain continued.", "The crowd shouted for hours."),
    ),
    CueRule(
        name="telling",
        takes=_takes("quote that bare wh to thing whom after"),
        lemmas=_words("tell remind assure inform notify brief reassure"),
        confidence=0.85,
        examples=(
            ("The premier told reporters that the plan was dead.", "that the plan was dead"),
            ("“It is over,” the general told the council.", "“It is over,”"),
        ),
        counters=("The bells told the hour.", "He told a joke."),
    ),
    CueRule(
        name="urging",
        takes=_takes("that to quote whom thing wh"),
        lemmas=_words(
            """urge ask warn advise implore beg request encourage invite order instruct press challenge
            persuade convince call_on call_upon appeal_to plead_with"""
        ),
        confidence=0.7,
        examples=(
            ("The council urged both sides to stop the shelling.", "both sides to stop the shelling"),
            ("The envoy called on the rebels to lay down their arms.", "the rebels to lay down their arms"),
        ),
        counters=("The doctor called on Tuesday.", "The invited guests left."),
    ),
    CueRule(
        name="thinking",
        takes=_takes("that bare wh to quote after"),
        lemmas=_words(
            """believe think fear hope expect doubt wonder suspect assume know realize realise
            understand feel guess worry anticipate forecast find learn decide consider"""
        ),
        confidence=0.7,
        examples=(
            ("Diplomats believe that the truce will hold.", "that the truce will hold"),
            ("The king hopes the talks will resume.", "the talks will resume"),
        ),
        counters=("The thinking man left.", "It is a matter of hope."),
    ),
    CueRule(
        name="showing",
        takes=_takes("that bare wh after"),
        lemmas=_words("show demonstrate project"),
        confidence=0.6,
        examples=(
            ("The report shows that exports fell.", "that exports fell"),
            ("A survey showed most people wanted peace.", "most people wanted peace"),
        ),
        counters=("The show went on.", "The projected film broke."),
    ),
    CueRule(
        name="wanting",
        takes=_takes("to that thing quote"),
        lemmas=_words(
            """want plan intend vow promise pledge threaten refuse decline offer seek hope agree demand
            propose prefer swear aim wish opt"""
        ),
        confidence=0.7,
        examples=(
            ("The rebels refuse to hand over their weapons.", "to hand over their weapons"),
            ("The ministry plans to reopen the road.", "to reopen the road"),
        ),
        counters=("The plans lay on the table.", "He has little need of it."),
    ),
    CueRule(
        name="judging",
        takes=_takes("thing ing quote"),
        lemmas=_words(
            """criticize criticise praise support oppose endorse reject blast slam condemn mock dismiss
            defend denounce welcome blame back favor favour applaud laud tout decry deride
            ridicule bemoan lambast assail hail rebuke question propose discuss address express
            voice advocate champion embrace renounce disavow repudiate regret deplore protest
            dispute contest approve veto resist call_for push_for speak_of talk_about speak_about
            point_to refer_to allude_to rail_against object_to react_to respond_to insist_on
            focus_on complain_about worry_about comment_on argue_for argue_against press_for
            plead_for warn_of warn_against warn_about ask_for ask_about approve_of dream_of boast_of
            boast_about accuse compare liken describe portray characterize characterise depict label
            brand thank congratulate outline detail unveil recommend justify reaffirm bash scold
            chide ridicule hate love fault excoriate lash_out_at hit_back_at apologize_for
            apologise_for agree_with disagree_with side_with vote_for vote_against campaign_for
            accept agree_to commit_to rule_out lay_out spell_out put_forward set_out admire resent
            respect envision envisage foresee promote downplay play_down recognize recognise
            reference ignore examine investigate explore debate overrule block view challenge expect
            consider fear"""
        ),
        confidence=0.65,
        examples=(
            ("The opposition condemned the raid on the port.", "the raid on the port"),
            ("The bloc called for an end to the blockade.", "an end to the blockade"),
        ),
        counters=("The supported roof held.", "The attack was over by noon."),
    ),
    CueRule(
        name="calling",
        takes=_takes("thing quote"),
        lemmas=_words("call"),
        confidence=0.6,
        examples=(
            ("The general called the offer an insult.", "the offer an insult"),
            ("He called the vote “a farce.”", "the vote “a farce.”"),
        ),
        counters=("The call came at noon.", "The phone call was short."),
    ),
    CueRule(
        name="denying",
        takes=_takes("that bare thing ing quote after"),
        lemmas=_words("deny"),
        confidence=0.85,
        examples=(
            ("The army denied that it had shelled the town.", "that it had shelled the town"),
            ("The group denies any part in the attack.", "any part in the attack"),
        ),
        counters=("The denied visa was returned.",),
    ),
)

NOUNS = (
    CueRule(
        name="claim-noun",
        takes=_takes("that"),
        lemmas=_words(
            """claim argument assertion allegation accusation statement belief view position stance
            demand insistence hope fear concern promise pledge vow warning prediction suggestion
            conviction contention declaration announcement acknowledgment acknowledgement admission
            denial remark comment complaint idea notion expectation doubt assurance suspicion theory
            worry guarantee threat condition message conclusion assessment opinion feeling report
            rumor rumour charge speculation recognition revelation proposal finding ruling"""
        ),
        confidence=0.7,
        examples=(
            ("The ministry repeated its demand that the rebels leave the valley.", "that the rebels leave the valley"),
            ("The group’s claim that it holds the town was not confirmed.", "that it holds the town was not confirmed"),
        ),
        counters=("The statement ran to three pages.", "Its position on the map is unclear."),
    ),
)

ADJECTIVES = (
    CueRule(
        name="feeling",
        takes=_takes("that about of to with over by in"),
        lemmas=_words(
            """concerned:that:about worried:that:about confident:that:of aware:that:of
            convinced:that:of sure:that:of optimistic:that:about hopeful:that:about
            skeptical:that:of:about sceptical:that:of:about critical:of supportive:of afraid:that:of
            angry:that:about:over proud:of:that happy:that glad:that opposed:to disappointed:that
            certain:that:of unaware:that:of surprised:that alarmed:that dismissive:of
            adamant:that:about wary:of enthusiastic:about furious:that:about:over
            unclear:whether:how:if:what:when:who doubtful:that:about"""
        ),
        confidence=0.6,
        examples=(
            ("The envoy is confident that a deal is near.", "that a deal is near"),
            ("Both sides are opposed to the new border.", "the new border"),
        ),
        counters=("The concerned citizens met.", "The door is open to the left."),
    ),
)
