"""Titles and the rank that goes with them, the first that fits."""

RANKS: tuple[tuple[str, str], ...] = (
    ("senior-official", r"(?:deputy|vice|assistant|under-?secretary)(?: [\w-]+){0,2} (?:minister|secretary|president)"),
    ("head-of-organisation", r"(?:secretary-general|director-general|head of the (?:agency|organi[sz]ation|bureau)|political (?:chief|leader)|bureau chief)"),
    ("minister", r"(?:(?:foreign|defen[cs]e|interior|energy|finance|trade|security|state) (?:\w+ )?minister|minister|secretary of (?:state|defense)|foreign secretary)(?<!prime minister)"),
    ("head-of-state-or-government", r"(?:president|prime minister|premier|chancellor|king|emir|sultan|monarch|head of state|crown prince|supreme leader)"),
    ("envoy", r"(?:envoys?|special representative|high representative|ambassadors?|mediators?|facilitators?)"),
    ("technical", r"(?:technical|expert|working-level|aides?)"),
    ("senior-official", r"(?:director|chief|head|general|commanders?|adviser|advisor|senior|official|officials|negotiators?|delegation|delegates?|representatives?|spokes\w+|leaders?|coordinator)"),
)
