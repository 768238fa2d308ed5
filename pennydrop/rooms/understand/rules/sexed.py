"""Words that say that somebody is male or female."""

MALE = frozenset(
    """
    he him his himself man men male males boy boys lad lads bloke blokes fella fellas guy chap chaps
    gent gents mr sir dad dads daddy father fathers stepdad stepfather bro brother brothers
    stepbrother son sons stepson grandson grandad grandads granddad granddads grandpa grandfather
    grandfathers uncle uncles nephew nephews godfather godson husband husbands hubby boyfriend
    boyfriends bf groom widower bachelor landlord headmaster waiter monk
""".split()
)
FEMALE = frozenset(
    """
    she her hers herself woman women female females girl girls lass lasses lady ladies mrs ms miss
    madam mum mums mam mom mummy mammy mother mothers stepmum stepmother sis sister sisters
    stepsister daughter daughters stepdaughter granddaughter nan nans nana nanny gran grans granny
    grandma grandmother grandmothers aunt aunts auntie aunty niece nieces godmother goddaughter wife
    wives missus girlfriend girlfriends gf bride widow landlady headmistress waitress actress nun
""".split()
)
