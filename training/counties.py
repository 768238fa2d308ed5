"""Which districts of GeoNames lie in which county and region, in the words that people say.

Where counties are too small or not what people say (Wales, Scotland), wider everyday names stand in
their place. A county and a region that are one and the same have one name.
"""

# region: county: districts as GeoNames writes them; a county alone is a district of its name
ENGLAND = {
    "the East of England": {
        "Norfolk": "", "Suffolk": "", "Hertfordshire": "",
        "Essex": "Essex; Borough of Thurrock; Southend-on-Sea",
        "Cambridgeshire": "Cambridgeshire; Peterborough",
        "Bedfordshire": "Bedford; Central Bedfordshire; Luton",
    },
    "the South East": {
        "Kent": "Kent; Medway", "Surrey": "", "Oxfordshire": "",
        "the Isle of Wight": "Isle of Wight",
        "Sussex": "East Sussex; West Sussex; Brighton and Hove",
        "Hampshire": "Hampshire; Portsmouth; Southampton",
        "Berkshire": "Bracknell Forest; Reading; Slough; West Berkshire; Wokingham; "
        "Royal Borough of Windsor and Maidenhead",
        "Buckinghamshire": "Buckinghamshire; Milton Keynes",
    },
    "London": {"London": "Greater London"},
    "the South West": {
        "Cornwall": "Cornwall; Isles of Scilly", "Devon": "Devon; Plymouth; Borough of Torbay",
        "Dorset": "Dorset; Bournemouth; Poole", "Wiltshire": "Wiltshire; Borough of Swindon",
        "Somerset": "Somerset; Bath and North East Somerset; North Somerset",
        "Gloucestershire": "Gloucestershire; South Gloucestershire; Bristol",
    },
    "the West Midlands": {
        "Herefordshire": "", "Worcestershire": "", "Warwickshire": "",
        "Shropshire": "Shropshire; Telford and Wrekin",
        "Staffordshire": "Staffordshire; Stoke-on-Trent",
        "the West Midlands": "City and Borough of Birmingham; Coventry; Dudley; Sandwell; "
        "Solihull; Walsall; Wolverhampton",
    },
    "the East Midlands": {
        "Derbyshire": "Derbyshire; Derby", "Leicestershire": "Leicestershire; City of Leicester",
        "Lincolnshire": "", "Northamptonshire": "", "Rutland": "District of Rutland",
        "Nottinghamshire": "Nottinghamshire; Nottingham",
    },
    "Yorkshire and the Humber": {
        "South Yorkshire": "Barnsley; Doncaster; Rotherham; Sheffield",
        "West Yorkshire": "Bradford; Calderdale; Kirklees; City and Borough of Leeds; "
        "City and Borough of Wakefield",
        "North Yorkshire": "North Yorkshire; City of York",
        "East Yorkshire": "East Riding of Yorkshire; City of Kingston upon Hull",
        "the south of the Humber": "North Lincolnshire; North East Lincolnshire",
    },
    "the North West": {
        "Greater Manchester": "Borough of Bolton; Borough of Bury; Borough of Oldham; "
        "Borough of Rochdale; Borough of Stockport; Borough of Tameside; Borough of Wigan; "
        "City and Borough of Salford; Manchester; Trafford",
        "Merseyside": "Knowsley; Liverpool; Metropolitan Borough of Wirral; Sefton; St. Helens",
        "Cheshire": "Borough of Halton; Cheshire East; Cheshire West and Chester; Warrington",
        "Lancashire": "Lancashire; Blackburn with Darwen; Blackpool", "Cumbria": "",
    },
    "the North East": {
        "County Durham": "County Durham; Darlington", "Northumberland": "",
        "Tyne and Wear": "Gateshead; Newcastle upon Tyne; Borough of North Tyneside; "
        "South Tyneside; Sunderland",
        "Teesside": "Hartlepool; Middlesbrough; Redcar and Cleveland; Stockton-on-Tees",
    },
}  # fmt: skip
OTHERS = {
    "Scotland": {
        "the Highlands": "Highland", "Fife": "", "Dumfries and Galloway": "",
        "Argyll and Bute": "", "the Scottish Borders": "The Scottish Borders",
        "the north-east of Scotland": "Aberdeen City; Aberdeenshire; Moray",
        "Tayside": "Angus; Dundee City; Perth and Kinross",
        "the Forth Valley": "Stirling; Falkirk; Clackmannanshire",
        "the Lothians": "Edinburgh; East Lothian; Midlothian; West Lothian",
        "Lanarkshire": "North Lanarkshire; South Lanarkshire",
        "Ayrshire": "East Ayrshire; North Ayrshire; South Ayrshire",
        "Greater Glasgow": "Glasgow City; East Dunbartonshire; West Dunbartonshire; Renfrewshire; "
        "East Renfrewshire; Inverclyde",
        "the islands of Scotland": "Eilean Siar; Orkney Islands; Shetland Islands",
    },
    "Wales": {
        "North Wales": "Anglesey; Conwy; Denbighshire; County of Flintshire; Gwynedd; Wrexham",
        "Mid Wales": "County of Ceredigion; Sir Powys",
        "West Wales": "Carmarthenshire; Pembrokeshire",
        "South Wales": "Blaenau Gwent; Bridgend county borough; Caerphilly County Borough; "
        "Cardiff; City and County of Swansea; Merthyr Tydfil County Borough; Monmouthshire; "
        "Neath Port Talbot; Newport; Rhondda Cynon Taf; Torfaen County Borough; Vale of Glamorgan",
    },
}  # fmt: skip
NATIONS = {"ENG": "England", "SCT": "Scotland", "WLS": "Wales", "NIR": "Northern Ireland"}

# Places that are cities by charter. GeoNames tells size alone.
_CITIES = """
    Bath; Birmingham; Bradford; Brighton; Bristol; Cambridge; Canterbury; Carlisle; Chelmsford;
    Chester; Chichester; Colchester; Coventry; Derby; Doncaster; Durham; Ely; Exeter; Gloucester;
    Hereford; Kingston upon Hull; Hull; Lancaster; Leeds; Leicester; Lichfield; Lincoln; Liverpool;
    London; Manchester; Milton Keynes; Newcastle upon Tyne; Norwich; Nottingham; Oxford;
    Peterborough; Plymouth; Portsmouth; Preston; Ripon; Salford; Salisbury; Sheffield; Southampton;
    Southend-on-Sea; St Albans; Stoke-on-Trent; Sunderland; Truro; Wakefield; Wells; Winchester;
    Wolverhampton; Worcester; York; Aberdeen; Dundee; Dunfermline; Edinburgh; Glasgow; Inverness;
    Perth; Stirling; Bangor; Cardiff; Newport; St Asaph; St Davids; Swansea; Wrexham; Armagh;
    Belfast; Derry; Londonderry; Lisburn; Newry"""
CITIES = frozenset(" ".join(city.split()) for city in _CITIES.split(";"))


def of_district() -> dict[tuple[str, str], tuple[str, str]]:
    """(Nation, district) -> (county, region); outside England the region is the nation."""
    found = {}
    parts = [("England", region, counties) for region, counties in ENGLAND.items()]
    parts += [(nation, nation, counties) for nation, counties in OTHERS.items()]
    for nation, region, counties in parts:
        for county, districts in counties.items():
            for district in (districts or county).split("; "):
                found[nation, district] = (county, region)
    return found
