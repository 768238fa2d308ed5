"""A study of which part is coded: pain and not being believed, told in many ways."""

PAIN = [
    "My bladder burned so badly at night that I slept on the bathroom floor.",
    "Going to the toilet felt like passing broken glass, and I screamed into a towel.",
    "There was blood when I peed and the cramps would not stop.",
    "The stomach cramps had me folded over, I could not stand up straight.",
    "It hurt so much to pee that I stopped drinking water.",
    "The pain in my side was like a knife, hour after hour.",
    "K cramps all night long, hot water bottle on my belly, crying.",
]
DOUBT = [
    "The doctor looked at the screen and never at me, he thought I was lying.",
    "At the desk they rolled their eyes, just another druggie wanting pills.",
    "Nobody took me seriously, they said it was all in my head.",
    "The nurse talked to my mum as if I was not in the room.",
    "He wrote me off as an addict before I had finished my sentence.",
    "They treated me like dirt, like I did it to myself.",
    "I told them four times and not one of them believed me.",
]
OTHER = [
    "We used to meet by the skate park after college and share a speaker.",
    "My brother got a new job at the harbour and moved out in spring.",
    "On Fridays we cooked a big pot of pasta for the whole house.",
    "The bus from our village comes twice a day and never on Sundays.",
    "I like painting, and I sold two pictures at the summer market.",
    "My sister has a dog that sleeps on everybody's feet.",
    "Football practice was on Tuesdays and the coach shouted a lot.",
]
NEW_PAIN = "Every time I needed a wee my bladder burned and the pain made me shake."
NEW_DOUBT = "The surgery staff did not believe me and called me an addict to my face."
NEW_OTHER = "Last week we planted potatoes behind the community hall."
