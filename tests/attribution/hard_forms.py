"""Forms of attribution that are easy for a reader and hard for a program.

Each form is a short text and all the statements that a careful reader finds in it.
What counts follows PolNeAR: quotation marks belong to the content, the full stop of
the reporter's sentence does not; an indirect content begins with its "that",
"whether" or "to"; a quotation that runs on without a new cue belongs to the statement
before it; and words that a source reports of somebody else stay with that source.
The manner goes by the quotation marks, as in ``docs/json.md``.

The pieces of a span are joined by " … "; an empty source or cue is one that the text
does not have.  Where careful readers differ, their readings are joined by " | ".

The expectations were written before any output was seen: a form that the model gets
wrong is a known failure of the model, not a reason to change the form.
"""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """A statement as a reader marks it."""

    source: str
    cue: str
    content: str
    manner: str


Form = tuple[str, list[Said]]

WHO_SPEAKS: dict[str, Form] = {
    "a descriptive clause after the name, then a quotation over two paragraphs": (
        "Dorrit Vane, who has run the ferry office at Port Alden for nineteen years and lost her "
        "own boat in the storm, said: “We counted the passengers twice that night.\n\n"
        "“Nobody was left on the quay.”",
        [
            Said(
                "Dorrit Vane | Dorrit Vane, who has run the ferry office at Port Alden for "
                "nineteen years and lost her own boat in the storm",
                "said",
                "“We counted the passengers twice that night. … “Nobody was left on the quay.”",
                "direct",
            )
        ],
    ),
    "a nickname in quotation marks inside the speaker's name": (
        "Jonas “Stormy” Veld told the harbour board that the pumps would fail again.",
        [Said("Jonas “Stormy” Veld", "told", "that the pumps would fail again", "indirect")],
    ),
    "a nickname between two quotations, all in straight marks": (
        '"We lost the light," said Greta "Lanterns" Ohm, the keeper. "Then we lost the radio."',
        [
            Said(
                'Greta "Lanterns" Ohm, the keeper',
                "said",
                '"We lost the light," … "Then we lost the radio."',
                "direct",
            )
        ],
    ),
    "a quotation followed by a dash and a name on a line of its own": (
        "The keeper left a note on the door when the board closed her tower in May.\n\n"
        "“A harbour without a light is a trap.”\n\n— Greta Ohm",
        [Said("Greta Ohm", "—", "“A harbour without a light is a trap.”", "direct")],
    ),
    "a dash, a name and an office behind a quotation": (
        "“The board counts lamps. I count boats.” – Greta Ohm, lighthouse keeper",
        [
            Said(
                "Greta Ohm | Greta Ohm, lighthouse keeper",
                "–",
                "“The board counts lamps. I count boats.”",
                "direct",
            )
        ],
    ),
    "and from the chairwoman, before a block of quotation": (
        "The board met behind closed doors for six hours on Tuesday.\n\n"
        "And from the chairwoman:\n\n"
        "“We have read every page of the plan. We will not build on the marsh.”",
        [
            Said(
                "the chairwoman",
                "from … :",
                "“We have read every page of the plan. We will not build on the marsh.”",
                "direct",
            )
        ],
    ),
    "a long apposition behind a verb that stands before its speaker": (
        "“It was dark and the road was wet,” said Tomas Lind, 41, a night porter at the Grand "
        "Hotel in Eastmouth.",
        [
            Said(
                "Tomas Lind, 41, a night porter at the Grand Hotel in Eastmouth",
                "said",
                "“It was dark and the road was wet,”",
                "direct",
            )
        ],
    ),
    "a title, a name and an aside between dashes": (
        "The deputy head of the pilots’ union, Marta Oye — herself a pilot for twenty years — "
        "said the channel was too narrow for the new ships.",
        [
            Said(
                "The deputy head of the pilots’ union, Marta Oye | The deputy head of the "
                "pilots’ union, Marta Oye — herself a pilot for twenty years",
                "said",
                "the channel was too narrow for the new ships",
                "indirect",
            )
        ],
    ),
    "an age between commas": (
        "Lind, 41, said he saw the rail break.",
        [Said("Lind, 41", "said", "he saw the rail break", "indirect")],
    ),
    "two people with one surname speak together": (
        "“We are selling the bakery,” said Sissel and Olav Bray.",
        [Said("Sissel and Olav Bray", "said", "“We are selling the bakery,”", "direct")],
    ),
    "a pronoun speaks at the end of the next sentence": (
        "Holm walked the length of the bridge on Sunday. It would hold, she said.",
        [Said("she", "said", "It would hold", "indirect")],
    ),
    "a pronoun stands for a group": (
        "The sisters sold the mill in May. They say the river left them no choice.",
        [Said("They", "say", "the river left them no choice", "indirect")],
    ),
    "residents speak": (
        "Residents of Mill Lane say the sirens came an hour too late.",
        [Said("Residents of Mill Lane", "say", "the sirens came an hour too late", "indirect")],
    ),
    "a crowd chants": (
        "“No tolls! No tolls!” the crowd chanted outside the town hall.",
        [Said("the crowd", "chanted", "“No tolls! No tolls!”", "direct")],
    ),
    "a source without a name": (
        "The pilots will return on Monday, said a person with knowledge of the talks.",
        [
            Said(
                "a person with knowledge of the talks",
                "said",
                "The pilots will return on Monday",
                "indirect",
            )
        ],
    ),
    "one of several without a name": (
        "“We have no fuel,” said one of the drivers, a woman in her fifties.",
        [
            Said(
                "one of the drivers, a woman in her fifties",
                "said",
                "“We have no fuel,”",
                "direct",
            )
        ],
    ),
    "a report found": (
        "A report by the harbour police found that two of the four lamps were dark.",
        [
            Said(
                "A report by the harbour police",
                "found",
                "that two of the four lamps were dark",
                "indirect",
            )
        ],
    ),
    "a letter says, with an aside": (
        "The letter, signed by eleven pilots, says: “We will not sail after dark.”",
        [
            Said(
                "The letter | The letter, signed by eleven pilots",
                "says",
                "“We will not sail after dark.”",
                "direct",
            )
        ],
    ),
    "a poll shows": (
        "A poll of 900 islanders shows that two in three have sold a boat since 2019.",
        [
            Said(
                "A poll of 900 islanders",
                "shows",
                "that two in three have sold a boat since 2019",
                "indirect",
            )
        ],
    ),
    "a newspaper reported, at the end": (
        "Two ferries collided in fog on Sunday, the Straits Wire reported.",
        [
            Said(
                "the Straits Wire",
                "reported",
                "Two ferries collided in fog on Sunday",
                "indirect",
            )
        ],
    ),
    "a town stands for its government": (
        "Port Alden rejected the offer as “an insult to every sailor”.",
        [Said("Port Alden", "rejected", "the offer as “an insult to every sailor”", "mixed")],
    ),
    "a palace stands for its owner": (
        "“The talks will go on,” the Summer Palace said late on Sunday.",
        [Said("the Summer Palace", "said", "“The talks will go on,”", "direct")],
    ),
    "a source that the passive leaves out": (
        "The old mill is said to be haunted.",
        [Said("", "is said", "The old mill … to be haunted", "indirect")],
    ),
}

MARKS: dict[str, Form] = {
    "a mark that never closes before the cue": (
        "“The pumps are old and the money is gone, Veld said on Friday.",
        [Said("Veld", "said", "“The pumps are old and the money is gone,", "direct")],
    ),
    "a mark that never closes does not take the next paragraph": (
        "Veld said: “The pumps are old. The money is gone.\n\n"
        "The hall was empty by nine, and the lamps went out along the quay.",
        [Said("Veld", "said", "“The pumps are old. The money is gone.", "direct")],
    ),
    "single curly marks around two halves": (
        "‘Nobody on the island was asked,’ said Runa Halvey. ‘Not one of us.’",
        [
            Said(
                "Runa Halvey",
                "said",
                "‘Nobody on the island was asked,’ … ‘Not one of us.’",
                "direct",
            )
        ],
    ),
    "apostrophes as marks, with apostrophes inside": (
        "'The dockers' hall is ours,' Halvey said, 'and it'll stay ours.'",
        [
            Said(
                "Halvey",
                "said",
                "'The dockers' hall is ours,' … 'and it'll stay ours.'",
                "direct",
            )
        ],
    ),
    "a closing mark that opens": (
        "’We were never asked about the tolls,’ Halvey said.",
        [Said("Halvey", "said", "’We were never asked about the tolls,’", "direct")],
    ),
    "curly and straight marks mixed": (
        '“The gate was shut at nine," Roark said. "It was open again at ten.”',
        [
            Said(
                "Roark",
                "said",
                '“The gate was shut at nine," … "It was open again at ten.”',
                "direct",
            )
        ],
    ),
    "two back quotes and two apostrophes": (
        "``The gate was shut,'' Roark said. ``It stayed shut.''",
        [Said("Roark", "said", "``The gate was shut,'' … ``It stayed shut.''", "direct")],
    ),
    "straight marks doubled": (
        '""The gate was shut,"" Roark said.',
        [Said("Roark", "said", '""The gate was shut,""', "direct")],
    ),
    "low and high marks": (
        "„We have been closed since the flood,“ said Olav Bray.",
        [Said("Olav Bray", "said", "„We have been closed since the flood,“", "direct")],
    ),
    "lost spaces beside the marks": (
        "“The lamp is out,”Ohm said.“It was out yesterday.”",
        [Said("Ohm", "said", "“The lamp is out,” … “It was out yesterday.”", "direct")],
    ),
    "opening marks on each of three paragraphs, the cue at the end": (
        "“The first wave broke the rail.\n\n“The second took the boat.\n\n"
        "“After the third there was no quay,” said Greta Ohm.",
        [
            Said(
                "Greta Ohm",
                "said",
                "“The first wave broke the rail. … “The second took the boat. … "
                "“After the third there was no quay,”",
                "direct",
            )
        ],
    ),
    "a quotation over three paragraphs, the cue in the first": (
        "“We asked for a doctor in March,” said Runa Halvey. “We asked again in April.\n\n"
        "“In May we asked for a nurse.\n\n“Now we ask for a boat.”",
        [
            Said(
                "Runa Halvey",
                "said",
                "“We asked for a doctor in March,” … “We asked again in April. … "
                "“In May we asked for a nurse. … “Now we ask for a boat.”",
                "direct",
            )
        ],
    ),
    "a quotation within a quotation": (
        "“My mother said ‘never trust a calm sea’ and she was right,” Oye said.",
        [
            Said(
                "Oye",
                "said",
                "“My mother said ‘never trust a calm sea’ and she was right,”",
                "direct",
            )
        ],
    ),
    "parentheses inside the quotation": (
        "“We told them (the ministry, I mean) in March,” Oye said.",
        [Said("Oye", "said", "“We told them (the ministry, I mean) in March,”", "direct")],
    ),
    "brackets inside the quotation": (
        "“[The lamps] went out at nine [in the evening],” Ohm said.",
        [Said("Ohm", "said", "“[The lamps] went out at nine [in the evening],”", "direct")],
    ),
    "dashes inside the quotation": (
        "“The boat — my father’s boat — is gone,” Halvey said.",
        [Said("Halvey", "said", "“The boat — my father’s boat — is gone,”", "direct")],
    ),
    "a quotation that breaks off": (
        "“If they had only —” Halvey said, and sat down.",
        [Said("Halvey", "said", "“If they had only —”", "direct")],
    ),
    "an ellipsis inside the quotation": (
        "“It was dark … and then it was not,” Ohm said.",
        [Said("Ohm", "said", "“It was dark … and then it was not,”", "direct")],
    ),
    "ellipses of three full stops": (
        '"I waited... and waited..." Ohm said. "Nobody came."',
        [Said("Ohm", "said", '"I waited... and waited..." … "Nobody came."', "direct")],
    ),
    "a question quoted": (
        "“Why now, after eleven years?” asked Lind.",
        [Said("Lind", "asked", "“Why now, after eleven years?”", "direct")],
    ),
    "a shout of one word": (
        "“Never!” Halvey shouted from the gallery.",
        [Said("Halvey", "shouted", "“Never!”", "direct")],
    ),
    "a mark that stands for inches": (
        'The plank was 12" wide and split at one end, Roark said.',
        [Said("Roark", "said", 'The plank was 12" wide and split at one end', "indirect")],
    ),
}

ORDER: dict[str, Form] = {
    "split in the middle of a sentence": (
        "“The gate,” Roark said, “was never shut.”",
        [Said("Roark", "said", "“The gate,” … “was never shut.”", "direct")],
    ),
    "a cue with a colon and no verb of speaking": (
        "Lind was blunt: “The gate is broken.”",
        [Said("Lind", "was blunt:", "“The gate is broken.”", "direct")],
    ),
    "a name, a topic and a colon": (
        "Oye, on the new channel: “It is a ditch.”",
        [Said("Oye", "on the new channel:", "“It is a ditch.”", "direct")],
    ),
    "an answer and a colon": (
        "Roark looked at the gate for a while. His answer: “Which key?”",
        [Said("His", "answer:", "“Which key?”", "direct")],
    ),
    "an adverb behind the cue": (
        "The pilots waited all morning for an answer. Holm said flatly: “No.”",
        [Said("Holm", "said flatly", "“No.”", "direct")],
    ),
    "an indirect statement that its cue splits": (
        "The new bridge over the sound, Holm told the council, will carry trains as well as "
        "lorries.",
        [
            Said(
                "Holm",
                "told",
                "The new bridge over the sound … will carry trains as well as lorries",
                "indirect",
            )
        ],
    ),
    "the inverted cue splits a mixed statement": (
        "It was, said Halvey, “a day for fools”.",
        [Said("Halvey", "said", "It was … “a day for fools”", "mixed")],
    ),
    "a source between commas, according to": (
        "The channel, according to Oye, is two metres too narrow.",
        [Said("Oye", "according to", "The channel … is two metres too narrow", "indirect")],
    ),
    "according to, at the end": (
        "Three pilots left in May, according to a newsletter of the union.",
        [
            Said(
                "a newsletter of the union",
                "according to",
                "Three pilots left in May",
                "indirect",
            )
        ],
    ),
    "an abbreviation with a full stop before the cue": (
        "There are nine such bridges in the U.S., he said, and two in the U.K.",
        [
            Said(
                "he",
                "said",
                "There are nine such bridges in the U.S. … and two in the U.K.",
                "indirect",
            )
        ],
    ),
    "hours and sums of money before the cue": (
        "The shop opens at 9 a.m. and lost $1.5 million last year, Bray said.",
        [
            Said(
                "Bray",
                "said",
                "The shop opens at 9 a.m. and lost $1.5 million last year",
                "indirect",
            )
        ],
    ),
    "told reporters where, then that": (
        "Oye told reporters on the quay that the union would meet again on Thursday.",
        [
            Said(
                "Oye",
                "told reporters",
                "that the union would meet again on Thursday",
                "indirect",
            )
        ],
    ),
    "in a statement, between two halves": (
        "“The channel is safe,” the ministry said in a statement on Monday. “Ships pass it daily.”",
        [
            Said(
                "the ministry",
                "said in a statement",
                "“The channel is safe,” … “Ships pass it daily.”",
                "direct",
            )
        ],
    ),
    "said of somebody": (
        "“She never missed a tide,” Oye said of her mother.",
        [Said("Oye", "said of", "“She never missed a tide,”", "direct")],
    ),
    "called it so": (
        "Oye called the channel “a death trap”.",
        [Said("Oye", "called", "the channel “a death trap”", "mixed")],
    ),
    "described it as": (
        "Veld described the wall as “older than my father”.",
        [Said("Veld", "described", "the wall as “older than my father”", "mixed")],
    ),
    "as somebody put it": (
        "As Oye put it, the channel is “a ditch with a flag”.",
        [Said("Oye", "put it", "the channel is “a ditch with a flag”", "mixed")],
    ),
    "a scare quote inside an indirect statement": (
        "Veld said the “temporary” wall had stood there for eleven years.",
        [Said("Veld", "said", "the “temporary” wall had stood there for eleven years", "mixed")],
    ),
    "two quoted words far apart in one statement": (
        "Veld said the wall was “a joke” and the pumps behind it were “museum pieces”.",
        [
            Said(
                "Veld",
                "said",
                "the wall was “a joke” and the pumps behind it were “museum pieces”",
                "mixed",
            )
        ],
    ),
    "an indirect statement that goes on as a quotation": (
        "Veld said the pumps were worn out. “They are older than I am.”",
        [
            Said(
                "Veld",
                "said",
                "the pumps were worn out … “They are older than I am.”",
                "mixed",
            )
        ],
    ),
    "an indirect statement that goes on as a quotation in the next paragraph": (
        "Greta Ohm said the storm had taken two of her lamps.\n\n“I found one of them in a tree.”",
        [
            Said(
                "Greta Ohm",
                "said",
                "the storm had taken two of her lamps … “I found one of them in a tree.”",
                "mixed",
            )
        ],
    ),
    "a second quotation without a cue, behind an action": (
        "“The pumps are old,” Veld said. He pointed at the wall. “That is older.”",
        [Said("Veld", "said", "“The pumps are old,” … “That is older.”", "direct")],
    ),
    "a cue before a block that has no marks": (
        "The notice on the church door was short. It read:\n\n"
        "The ferry will not sail on Sunday. Please share your cars.",
        [
            Said(
                "It",
                "read",
                "The ferry will not sail on Sunday. Please share your cars.",
                "indirect",
            )
        ],
    ),
}

ACTS: dict[str, Form] = {
    "an accusation in words half quoted": (
        "Oye accused the ministry of sleeping “through three summers”.",
        [
            Said(
                "Oye",
                "accused",
                "the ministry of sleeping “through three summers” | "
                "of sleeping “through three summers”",
                "mixed",
            )
        ],
    ),
    "an accusation in the passive": (
        "The company was accused by the union of hiding the accident.",
        [
            Said(
                "the union",
                "was accused by",
                "The company … of hiding the accident",
                "indirect",
            )
        ],
    ),
    "a question put indirectly": (
        "A caller asked Holm whether the bridge would open in time.",
        [Said("A caller", "asked", "whether the bridge would open in time", "indirect")],
    ),
    "a question and its answer in one sentence": (
        "Asked whether the bridge would open in time, Holm said only: “Ask me in June.”",
        [
            Said("", "Asked", "whether the bridge would open in time", "indirect"),
            Said("Holm", "said only", "“Ask me in June.”", "direct"),
        ],
    ),
    "a question that somebody asks himself": (
        "Lind wondered aloud why the gate had been shut.",
        [Said("Lind", "wondered aloud", "why the gate had been shut", "indirect")],
    ),
    "a denial": (
        "Roark denied that he had been asleep when the gate was shut.",
        [
            Said(
                "Roark",
                "denied",
                "that he had been asleep when the gate was shut",
                "indirect",
            )
        ],
    ),
    "a denial without a clause of its own": (
        "Roark flatly denied closing the gate.",
        [Said("Roark", "flatly denied", "closing the gate", "indirect")],
    ),
    "a promise": (
        "Holm promised that no island would lose its ferry.",
        [Said("Holm", "promised", "that no island would lose its ferry", "indirect")],
    ),
    "a warning": (
        "“If the pumps stop, the cellars flood,” Veld warned.",
        [Said("Veld", "warned", "“If the pumps stop, the cellars flood,”", "direct")],
    ),
    "a threat": (
        "The union threatened to close the port on the first day of the regatta.",
        [
            Said(
                "The union",
                "threatened",
                "to close the port on the first day of the regatta",
                "indirect",
            )
        ],
    ),
    "a refusal": (
        "The company refused to name the driver of the second lorry.",
        [
            Said(
                "The company",
                "refused",
                "to name the driver of the second lorry | the driver of the second lorry",
                "indirect",
            )
        ],
    ),
    "a source declines to comment": (
        "The ministry declined to comment.",
        [Said("The ministry", "declined", "to comment", "indirect")],
    ),
    "would not say": (
        "The ministry would not say how many pilots had left.",
        [Said("The ministry", "would not say", "how many pilots had left", "indirect")],
    ),
    "did not say": (
        "Oye did not say when the channel would reopen.",
        [Said("Oye", "did not say", "when the channel would reopen", "indirect")],
    ),
    "never said": (
        "Holm never said that the bridge was safe.",
        [Said("Holm", "never said", "that the bridge was safe", "indirect")],
    ),
    "will tell": (
        "Holm will tell the council on Monday that the bridge must close.",
        [Said("Holm", "will tell", "that the bridge must close", "indirect")],
    ),
    "a belief": (
        "Holm believes that the bridge will open in June.",
        [Said("Holm", "believes", "that the bridge will open in June", "indirect")],
    ),
    "a demand": (
        "The pilots called on the ministry to widen the channel before the winter.",
        [
            Said(
                "The pilots",
                "called on",
                "the ministry to widen the channel before the winter",
                "indirect",
            )
        ],
    ),
    "a request to drivers": (
        "Holm urged drivers to stay off the bridge.",
        [Said("Holm", "urged", "drivers to stay off the bridge", "indirect")],
    ),
    "a claim as a noun": (
        "Holm’s claim that the bridge was safe was put to the test in March.",
        [Said("Holm’s", "claim", "that the bridge was safe", "indirect")],
    ),
    "a promise in a sentence that ends with who tells of it": (
        "The ministry pledged to widen the channel, Holm said.",
        [Said("Holm", "said", "The ministry pledged to widen the channel", "indirect")],
    ),
    "a promise as a noun": (
        "The ministry’s promise to widen the channel is eleven years old.",
        [Said("The ministry’s", "promise", "to widen the channel", "indirect")],
    ),
}

SEVERAL: dict[str, Form] = {
    "two speakers answer each other": (
        "“Who closed the gate?” asked Lind.\n\n“I did,” Roark said. “It was my shift.”\n\n"
        "“You were alone?” Lind said.",
        [
            Said("Lind", "asked", "“Who closed the gate?”", "direct"),
            Said("Roark", "said", "“I did,” … “It was my shift.”", "direct"),
            Said("Lind", "said", "“You were alone?”", "direct"),
        ],
    ),
    "two speakers answer each other without cues": (
        "“Who closed the gate on Saturday night?” asked Lind.\n\n“I did.”\n\n"
        "“And the lamp beside it?”\n\n“That was dark before I came.”",
        [
            Said("Lind", "asked", "“Who closed the gate on Saturday night?”", "direct"),
            Said("", "", "“I did.”", "direct"),
            Said("", "", "“And the lamp beside it?”", "direct"),
            Said("", "", "“That was dark before I came.”", "direct"),
        ],
    ),
    "two speakers in one paragraph": (
        "“The lamp is out,” Ohm said. “Since nine o’clock,” Lind added.",
        [
            Said("Ohm", "said", "“The lamp is out,”", "direct"),
            Said("Lind", "added", "“Since nine o’clock,”", "direct"),
        ],
    ),
    "another acts between two quotations": (
        "“Sit down,” said Lind. Roark stayed on his feet. “I will stand,” he said.",
        [
            Said("Lind", "said", "“Sit down,”", "direct"),
            Said("he", "said", "“I will stand,”", "direct"),
        ],
    ),
    "a paragraph of story between two quotations": (
        "“The lamps went out at nine,” Ohm said.\n\n"
        "The island was dark for the whole of the night.\n\n"
        "“I lit a fire on the beach,” she said.",
        [
            Said("Ohm", "said", "“The lamps went out at nine,”", "direct"),
            Said("she", "said", "“I lit a fire on the beach,”", "direct"),
        ],
    ),
    "two who disagree in one sentence": (
        "Holm says the bridge is safe, while Oye insists that it is not.",
        [
            Said("Holm", "says", "the bridge is safe", "indirect"),
            Said("Oye", "insists", "that it is not", "indirect"),
        ],
    ),
    "three quotations of three people in one sentence": (
        "Holm called the bridge “a beauty”, Oye called it “a hazard to ships” and Roark said it "
        "was “mostly shut”.",
        [
            Said("Holm", "called", "the bridge “a beauty”", "mixed"),
            Said("Oye", "called", "it “a hazard to ships”", "mixed"),
            Said("Roark", "said", "it was “mostly shut”", "mixed"),
        ],
    ),
    "one source for two cues": (
        "Holm said the bridge was safe and warned that the road to it was not.",
        [
            Said("Holm", "said", "the bridge was safe", "indirect"),
            Said("Holm", "warned", "that the road to it was not", "indirect"),
        ],
    ),
    "a denial, then a participle": (
        "Halvey denied the report, calling it “a fairy tale” made up in the ministry.",
        [
            Said("Halvey", "denied", "the report", "indirect"),
            Said("Halvey", "calling", "it “a fairy tale” made up in the ministry", "mixed"),
        ],
    ),
    "said, adding": (
        "“The lamp is out,” Ohm said, adding: “It was out yesterday.”",
        [
            Said("Ohm", "said", "“The lamp is out,”", "direct"),
            Said("Ohm", "adding", "“It was out yesterday.”", "direct"),
        ],
    ),
    "a promise that somebody else reports": (
        "Oye said that Holm had promised the pilots a new lamp.",
        [Said("Oye", "said", "that Holm had promised the pilots a new lamp", "indirect")],
    ),
    "a warning that somebody else reports": (
        "According to Oye, the union had warned the ministry twice.",
        [
            Said(
                "Oye",
                "According to",
                "the union had warned the ministry twice",
                "indirect",
            )
        ],
    ),
}

LAYOUT: dict[str, Form] = {
    "a headline with a name and a colon": (
        "Holm: Bridge will open in June\n\n"
        "The bridge over the sound has been closed since the storm in March. Two of its nine "
        "arches fell into the water.",
        [Said("Holm", ":", "Bridge will open in June", "indirect")],
    ),
    "a headline that ends with its source": (
        "Bridge to open in June, says mayor\n\n"
        "The bridge over the sound has been closed since the storm in March. Two of its nine "
        "arches fell into the water.",
        [Said("mayor", "says", "Bridge to open in June", "indirect")],
    ),
    "a headline with single marks": (
        "Pilots’ chief calls channel ‘a death trap’\n\n"
        "The channel is forty metres wide at its mouth. Four ships have run aground there since "
        "the spring.",
        [Said("Pilots’ chief", "calls", "channel ‘a death trap’", "mixed")],
    ),
    "a headline in capitals": (
        "BRIDGE IS SAFE, HOLM SAYS\n\n"
        "The bridge over the sound has been closed since the storm in March. Two of its nine "
        "arches fell into the water.",
        [Said("HOLM", "SAYS", "BRIDGE IS SAFE", "indirect")],
    ),
    "the recording of a call, line by line": (
        "The council released the recording of the call on Friday.\n\n"
        "HOLM: Is the gate open?\n\nROARK: It is shut. I shut it at nine.",
        [
            Said("HOLM", ":", "Is the gate open?", "direct"),
            Said("ROARK", ":", "It is shut. I shut it at nine.", "direct"),
        ],
    ),
    "an interview in questions and answers": (
        "Greta Ohm kept the light at Port Alden for thirty years. We met her in her kitchen.\n\n"
        "Q: Why did you leave the tower?\n\nA: The stairs grew longer every winter.",
        [
            Said("Q", ":", "Why did you leave the tower?", "direct"),
            Said("A", ":", "The stairs grew longer every winter.", "direct"),
        ],
    ),
    "a list of signed quotations": (
        "Heard on the quay at Port Alden on the last morning of the old ferry:\n\n"
        "• “It was late every day of my life.” – Sissel Bray, baker\n\n"
        "• “I sold my boat in May.” – Olav Stene, fisherman",
        [
            Said(
                "Sissel Bray | Sissel Bray, baker",
                "–",
                "“It was late every day of my life.”",
                "direct",
            ),
            Said("Olav Stene | Olav Stene, fisherman", "–", "“I sold my boat in May.”", "direct"),
        ],
    ),
    "a tweet after the cue": (
        "Halvey wrote on Twitter: “Four hours on the quay and no ferry.”",
        [
            Said(
                "Halvey",
                "wrote on Twitter",
                "“Four hours on the quay and no ferry.”",
                "direct",
            )
        ],
    ),
    "a tweet before the cue": (
        "“No ferry, no fish,” Halvey tweeted on Sunday night.",
        [Said("Halvey", "tweeted", "“No ferry, no fish,”", "direct")],
    ),
    "an email": (
        "In an email to the pilots, Roark wrote that he had shut the gate himself.",
        [Said("Roark", "wrote", "that he had shut the gate himself", "indirect")],
    ),
}

NOBODY: dict[str, Form] = {
    "scare quotes": ("The “temporary” wall is eleven years old and leaks in four places.", []),
    "the title of a song": (
        "The band closed with “Lamps on the Water” and went home before midnight.",
        [],
    ),
    "the title of a novel between commas": (
        "Her second novel, “The Salt Road,” sold in nine countries.",
        [],
    ),
    "a nickname": ("Jonas “Stormy” Veld has kept bees behind the mill since 1988.", []),
    "the words of a sign": (
        "The lane ends at a “No Entry” sign behind the church, and the sea begins.",
        [],
    ),
    "the name of a ship between apostrophes": (
        "The 'Sister Agda' sank at the sailors' quay in the winter of '86.",
        [],
    ),
    "marks that stand for inches": (
        'The old planks are 12" wide and 3" thick, and no two are of one length.',
        [],
    ),
    "a word on the word itself": (
        "The word “quay” is the oldest on the island, older than the church.",
        [],
    ),
}

FORMS: dict[str, Form] = {
    **WHO_SPEAKS,
    **MARKS,
    **ORDER,
    **ACTS,
    **SEVERAL,
    **LAYOUT,
    **NOBODY,
}
