"""Sayings and other meanings: words inside one of them suggest no risk."""

SAYINGS: tuple[str, ...] = (
    r"(?:kill|die|dying|murder) (?:for|to have)\b",
    r"to die for\b",
    r"dying to (?!die|be dead)\w+",
    r"kill(?:ing)? (?:time|it|two birds|the (?:mood|pain|vibe|taste|buzz))\b",
    r"(?:back|feet|foot|head|knees?|legs?|shoes|boots|heels|heat|wait|suspense|bladder) "
    r"(?:is|are|was|were|'s)? ?killing (?:me|myself)",
    r"kill(?:ed|ing)? (?:myself|himself|herself) (?:laughing|working|at work|in the gym|"
    r"trying|with work|to (?:get|finish|make))",
    r"(?:mum|mam|mother|dad|nan|gran|boss|teacher|coach|missus|manager|landlady)(?:'d|'ll| will| "
    r"would| is going to|'s going to) (?:kill|murder|batter) me",
    r"(?:he|she|they)(?:'d|'ll| will| would) (?:kill|murder) me (?:if i (?:forget|forgot|lose|"
    r"lost|miss|missed|spill|was late|am late)|for (?:saying|telling|this))",
    r"(?:want(?:ed)? to|could have|could've|nearly|almost) die(?:d)? (?:of|from|with) (?:shame|"
    r"embarrassment|laughing|boredom|laughter)",
    r"suicide (?:squad|prevention|awareness|training|vests?|bombers?|mission|door|doors|statistics)"
    r"|(?:career|political|commercial|financial) suicide|suicide(?:-| )proof",
    r"(?:lost|lose|losing) (?:\w+ ){1,4}to suicide|committed suicide|died by suicide|bereaved by "
    r"suicide|commits suicide in the (?:film|book|end)",
    r"(?:cut|cutting) (?:myself|himself|herself|themselves|yourself) (?:some|a bit of|a) (?:slack|"
    r"break|deal)|cut(?:ting)? myself (?:off|shaving|a (?:slice|piece|sandwich)|out of|opening|"
    r"on (?:a|the|some|paper))",
    r"(?:hurt|hurting|hurts|burn|burning|burned|burnt|cut) (?:myself|himself|herself|themselves) "
    r"(?:at (?:the gym|football|work|training)|on (?:a|the|my)|playing|lifting|running|cooking|"
    r"falling)",
    r"top(?:ping)? (?:myself|himself|herself|themselves|yourself) up",
    r"(?:hang|hanging) (?:myself|himself) (?:out|on every)",
    r"(?:scared|afraid|frightened|terrified|worried) (?:of )?what (?:he|she|they)(?:'d| would| "
    r"might| will|'ll) (?:say|think|find|tell|ask|make of|do with)",
    r"(?:service|nhs|town|high street|language|planet|world|industry|trade|phone|battery|car) is "
    r"dying|rope (?:swing|bridge|ladder)|limp (?:with|handshake|lettuce|back|home)",
    r"(?:been|was|got) (?:beaten|hit) by (?:the (?:system|forms?|wait|odds|stairs)|a bill)|"
    r"cutting my "
    r"(?:hours|benefits|wages|hair|dose|losses)|a load of (?:paperwork|rubbish|forms|calls)",
    r"unconscious bias|unconscious(?:ly)? (?:mind|habit|choice)",
    r"can't breathe (?:for|because of) (?:laughing|hugs|joy)|breathing (?:space|room|exercises?)",
    r"stopped breathing (?:in|out)\b",
    r"(?:tired|sick|fed up|done|finished) (?:of|with) life (?:at|on|in) (?:work|site|college|"
    r"school)",
    r"(?:nearly|almost) (?:had|having|gave \w+) a (?:heart attack|fit|stroke) (?:when|laughing|at)",
    r"having a fit (?:of|about|over|because)",
    r"(?:overdos(?:ed|ing|e)|an overdose) (?:of|on|with) (?:chocolate|crisps|telly|tv|sugar|"
    r"cake|coffee|sunshine|netflix|biscuits|cringe|nostalgia)",
    r"(?:taken|took|had|done|eaten|swallowed) (?:way |far |much )?too (?:much|many) (?:on|in|of a|"
    r"cake|coffee|chocolate|crisps|photos|pictures|time|work|biscuits|notes|days|shifts|to heart)",
    r"(?:it|that|this|what|which|ket|k|ketamine|gear|comedown|smell|pain|news|reality|song|words?|"
    r"bill|truth|withdrawal|cold|film|weather|hunger|guilt|music|memory|buzz) (?:really |just |"
    r"hardly |never |still )?(?:hit|hits|hurt|hurts|beat|beats|attacks?) (?:me|us)",
    r"(?:kick|kicks|kicked|kicking) (?:me|us) (?:out|off)",
    r"(?:push|pushes|pushed) (?:me|us) (?:to|on|hard|forward|harder|towards|into (?:getting|going|"
    r"asking|seeing))",
    r"force(?:s|d)? (?:me|us) to (?:eat|rest|see|go|get|ring|call|look|think|stop|take a break|"
    r"slow|sit|listen|face|be honest|drink water)",
    r"(?:hit|hits) me (?:that|how|hard|up|like|then|one (?:day|morning|night)|again that)",
    r"(?:beat|beats) (?:me|us) (?:to|at|by|in)\b",
    r"(?:blue|grey) (?:\w+ )?(?:hoodie|jumper|jeans|coat|van|car|badge|lipstick|eyes|shirt|dye|"
    r"hair|sky|tick|uniform|room|walls?)|feel(?:s|ing)? (?:a bit )?(?:blue|grey)|(?:hair|nails) "
    r"(?:\w+ ){0,2}(?:blue|grey)",
    r"yellow (?:hoodie|jumper|jeans|coat|van|car|badge|shirt|card|dye|hair|leaflet|walls?|door)",
    r"(?:wake|waking) up (?:early|on time|before|to an? alarm|at (?:six|seven|five))",
)
