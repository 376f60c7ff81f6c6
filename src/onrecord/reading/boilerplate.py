"""The set phrases of news pages, by what they announce.

Each pattern is made so that a sentence of a story cannot match it: it either describes a
whole line, or a beginning or ending that only such lines have.
"""

from __future__ import annotations

import re

from onrecord.model import BlockKind

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH = r"(?:" + "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS) + r"|sept)\.?"
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\.?"
YEAR = r"(?:19|20)\d\d"

AGENCIES = (
    "Reuters", "Thomson Reuters Foundation", "Associated Press", "AP", "Agence France-Presse",
    "AFP", "UPI", "United Press International", "Bloomberg", "Bloomberg News", "dpa", "ANSA",
    "EFE", "TASS", "Interfax", "Xinhua", "Kyodo", "Kyodo News", "PA Media", "Press Association",
    "PTI", "ANI", "IANS", "Anadolu", "Anadolu Agency", "RFE/RL", "VOA", "Yonhap", "Canadian Press",
    "AAP", "Ukrinform", "Interfax-Ukraine", "Belga", "Lusa", "Ritzau", "TT", "CNN",
    "BBC", "BBC News", "NPR", "Kaiser Health News", "ProPublica", "States Newsroom",
)  # fmt: skip
AGENCY = r"(?:" + "|".join(map(re.escape, sorted(AGENCIES, key=len, reverse=True))) + r")"
"""A news agency's name, as reports print it (match it with case)."""


def whole_line(*alternatives: str) -> re.Pattern[str]:
    """A pattern for lines that are, from end to end, one of these; case does not matter."""
    return re.compile(rf"(?:{'|'.join(alternatives)})", re.IGNORECASE | re.DOTALL)


CHROME = whole_line(
    # What the reader should do next.
    r"(?:please )?(?:leave|write|post|add|submit) (?:a|your) (?:review|comment|reply)s?\W*",
    r"(?:join|start) the (?:conversation|discussion)\b.{0,60}",
    r"(?:please )?(?:follow|like|find|join|watch|visit|tag) (?:us|me|@\w+)\b.{0,90}",
    r"follow .{1,60} on (?:twitter|x|facebook|instagram|social media|telegram|threads|bluesky)"
    r"[^\w@]*+(?:@\w++)?\W*+",
    r"(?:please )?(?:subscribe|sign up|register|sign in|log ?in|log out|donate)"
    r"(?: (?:to|for|now|here|today|with|via|and|or)\b.{0,120})?\W*",
    r"already (?:a|an) (?:subscriber|member)\b.{0,60}",
    r"(?:click|tap) (?:here|on)\b.{0,90}",
    r"(?:share|print|save|e-?mail|tweet|pin|copy link|link copied|bookmark)"
    r"(?: (?:this|on|via|to)\b.{0,50})?\W*",
    r"(?:facebook|twitter|whatsapp|telegram|linkedin|reddit|instagram|youtube|pinterest|flipboard|"
    r"messenger|tiktok|rss)(?:\W+(?:facebook|twitter|whatsapp|telegram|linkedin|reddit|instagram|"
    r"youtube|pinterest|flipboard|email|print|x|messenger|tiktok|rss))*\W*",
    r"(?:download|get) (?:our|the) (?:free )?(?:app|newsletter)\b.{0,60}",
    r"get (?:the latest|breaking) news\b.{0,80}",
    r"support (?:our|independent|quality) journalism\b.{0,80}",
    # Ways to other pages.
    r"(?:read|see|learn|watch|listen)(?: (?:more|also|next|now))(?:\s*[:|»>-].{0,120}|"
    r" (?:about|on|from|at|here)\b.{0,60})?\W*",
    r"also (?:read|on|in)\b\s*+[:|»>-]?.{0,120}",
    r"(?:full story|continue reading|keep reading|show more|load more|view all|see all|more info)"
    r"(?:\s*[:|»>-].{0,120}|\W*)",
    r"(?:related|recommended|popular|trending|most read|most viewed|latest|top|more)"
    r" (?:articles?|stories|story|news|content|topics?|coverage|posts?|links?|videos?|headlines?)"
    r"(?:\W.{0,80})?",
    r"(?:related|recommended|trending|more from|more on|more in|you may also like|"
    r"you might also like|don['’]t miss|up next|editor['’]s picks?|most read|most popular|"
    r"what to read next)\b(?:\s*:.{0,120}|.{0,40})(?<![.!?…])",
    r"(?:next|previous|older|newer|back to)(?: (?:article|post|story|page|top|home))\W*",
    r"(?:tags?|topics?|categor(?:y|ies)|filed under|keywords)\s*:.{0,200}",
    # What the site says about itself and the reader.
    r"advertisements?\W*(?:continue reading.{0,40}|scroll.{0,40})?",
    r"(?:story|article) continues (?:below|after).{0,40}",
    r"(?:sponsored|promoted|paid)(?: (?:content|post|by|links?).{0,40})?\W*",
    r"(?:we|this (?:web)?site|our (?:web)?site)(?: and our partners)? uses? cookies\b.{0,300}",
    r"(?:accept|manage|reject)(?: all)? (?:cookies|preferences|settings)\W*",
    r"(?:privacy|cookie)s? (?:policy|notice|settings)\b.{0,60}|terms (?:of (?:use|service)|"
    r"and conditions)\b.{0,60}|contact us\W*|about us\W*",
    r"by (?:signing up|subscribing|continuing|clicking)\b.{0,20}\byou (?:agree|accept)\b.{0,200}",
    r"\(?\d[\d,.]*k?\)? (?:comments?|shares?|views?|likes?|reviews?|retweets?)\b.{0,30}",
    r"(?:no )?(?:comments?|reviews?)(?: \(\d+\)|\W*)",
    r"comments (?:are )?(?:closed|disabled|off)\b.{0,60}",
    r"\d+ min(?:ute)?s? (?:read|ago)\W*|\d+ (?:hours?|days?) ago\W*",
    r"(?:menu|search|home|skip to (?:main )?content|toggle navigation|close|loading)\W*",
    r"(?:listen to|play) (?:this )?(?:article|story|audio|video)\b.{0,40}",
    r"(?:enter|your) (?:your )?e-?mail(?: address)?\W*",
    # Handles, addresses, ornaments.
    r"[^\w@]*+(?:(?:twitter|x|facebook|instagram|e-?mail|web|online)\s*+:\s*+)?"
    r"(?:@\w++|\w[^\s@]*+@\w++(?:[.-]\w++)++|https?://\S++|www\.\S++)\W*+",
    r"\(?(?:h/t|hat tip)\b.{1,60}",
    r"[\W_]+",
)

# A label with a list of other stories under it; what names one itself has none.
LISTING = whole_line(
    r"(?:related|recommended|popular|trending|most (?:read|viewed|popular|shared)|latest|top|more|"
    r"other) (?:articles?|stories|story|news|content|topics?|coverage|posts?|links?|videos?|"
    r"headlines?|reading)\W*",
    r"(?:related|recommended|trending|most (?:read|viewed|popular|shared)|up next|"
    r"editor['’]?s['’]? picks?|you (?:may|might) also like|don['’]t miss|what to read next|"
    r"(?:read|see) (?:more|also|next)|also read)(?: (?:for you|now|today|this week))?\W*",
    r"more (?:from|on|in)(?: (?!said\b)[\w'’&.-]++){1,4}+(?<![.!?…])",
)

# The label above what readers wrote.
COMMENTS = whole_line(
    r"(?:(?:readers?['’]?|user|your|all|top|recent|latest|view|show) )?comments"
    r"\s*+(?:\(?\d[\d,.]*+\)?)?\W*+"
)

SECTION = whole_line(
    r"(?:(?:home|news|breaking|latest|top stories|world|national|local|regional|international|"
    r"politics|policy|elections?|opinion|editorials?|op-ed|commentary|columns?|analysis|business|"
    r"economy|markets?|finance|money|tech|technology|science|health|environment|climate|culture|"
    r"arts?|entertainment|lifestyle|life|style|travel|food|sports?|education|crime|courts?|society|"
    r"europe|africa|asia|americas?|middle east|u\.?s\.?|uk|explainer|interviews?|video|photos?|"
    r"gallery|podcasts?|live|press releases?|exclusive|report|abstract)"
    r"(?: (?:news|line|feed|desk|section|page|wire|report|updates?|archive))?"
    r"(?:\s*(?:[&/|>»›•·,]|and)\s*|\W*$))+",
)

# "World NewsThe mayor …": a label of two words or more that lost the space behind it.  One word
# alone would cut names such as "NewsGuard".
GLUED_SECTION = re.compile(
    r"(?P<label>(?:[A-Z][a-z]+ ){1,2}(?P<last>News|Line|Desk|Wire|Feed|Section|Page|Politics|World|"
    r"Business|Opinion|Report|Analysis|Sports?|Updates?))(?P<first>[A-Z][\w'’.]*) "
)

CREDIT = whole_line(
    r"\W*(?:additional |further |with )?(?:report(?:ing|s)|writing|editing|research|files|"
    r"compiled|edited|written|translat(?:ed|ion)|production)(?: and (?:writing|editing|reporting))?"
    r"(?: for .{1,40})? (?:by|from)\b.{1,300}",
    r"\W*with (?:information|material|input|inputs|contributions?|files|agency inputs)"
    r" (?:from|by)\b.{1,200}",
    r"(?:some|part|parts)?\W*(?:of the )?(?:information|material|reporting|content)\b.{0,60}"
    r"\b(?:from|by|of)\b.{1,80}\b(?:was|were|is|are) (?:also )?(?:used|included|taken|provided)\b"
    r".{0,60}",
    r"\(?this (?:report|story|article|dispatch|item)(?: also)? (?:includes|contains|uses|used|"
    r"draws on|is based (?:up)?on|was based on|incorporates)\b.{1,120}",
    r"\W*(?:this|a version of this) (?:report|story|article|column|piece)\b.{0,30}"
    r" (?:was|is|has been|appeared)(?: (?:originally|first|also))* (?:published|produced|reported|"
    r"written|compiled|distributed|provided|translated|corrected|updated|in print|appeared)?\b"
    r".{0,300}",
    r"[^“\"”]{1,300}\bcontributed(?: reporting| research)?(?: (?:to|from|for)"
    r" (?:this|the) (?:\w+ )?(?:report|story|article|column|piece|dispatch)\b.{0,60}|\W*)",
    r"sources?\s*[:–—-]\s*[^.?!]{1,80}\W*",
    r"(?:©|\(c\) |copyright\s*(?:©|\(c\)|:|by\b|(?:19|20)\d\d)).{0,300}",
    r".{0,200}\ball rights reserved\b.{0,200}",
    r"contribut(?:ing|ors?)\s*:.{1,120}",
    r"distributed by\b.{1,80}",
    r"\W*(?:the )?" + AGENCY + r"\W*",
)

CAPTION = whole_line(
    r"\W*+file\s*+(?:photo|image|picture|pic)?\s*+(?:[-–—:]|\(|photo\b).{0,600}",
    r"\W*(?:photos?|photograph|photo credit|image|image (?:credit|source|caption)|picture|pictured|"
    r"illustration|graphic|video|watch|caption|foto|fotos|bild|archivbild|symbolbild|imagen|"
    r"imagem|immagine|kép|zdjęcie|фото|світлина|şəkil|fotoğraf|credit|credits)\s*+"
    r"(?:[:/©].{0,300}|\b(?:by|courtesy(?: of)?|via) (?-i:[A-Z@]).{0,60})",
    r".{0,600}\((?:(?:ap|afp|reuters|upi|getty|epa|file|courtesy|handout)\b[^()]{0,60}\b)?"
    r"(?:photos?|photograph|file photo|image|images|pool photo|handout|photo by|photo courtesy|"
    r"photo/|image via|screenshot)\b[^()]{0,100}\)\W*",
)

# The photographer's agency that ends a caption; with case, for "a Reuters/Ipsos poll" is no photo.
PHOTO_CREDIT = re.compile(
    r".{0,500}(?:\b(?:Photo(?:graph)?|Picture|Image|Illustration|Composite)s?: [A-Z][^.?!:]{1,60}"
    r"|\bvia (?:Getty Images|AP|AFP|Reuters|REUTERS)"
    r"|/(?:Getty Images|Getty|AFP|AP|EPA|Reuters|REUTERS)"
    r"|\b(?:REUTERS|AFP|AP Photo|Getty)/[A-Z][\w .'-]{2,40}|\bAP Photo|\bEPA-EFE)\W*"
    r"|(?:\S+ ){0,7}(?:Getty Images|Shutterstock|iStock|Wikimedia Commons)\W*",
    re.DOTALL,
)

MARKDOWN_HEADING = re.compile(r"#{1,6}\s+\S.*")

WHOLE_LINES: tuple[tuple[BlockKind, re.Pattern[str]], ...] = (
    ("heading", MARKDOWN_HEADING),
    ("caption", CAPTION),
    ("caption", PHOTO_CREDIT),
    ("credit", CREDIT),
    ("chrome", CHROME),
    ("chrome", SECTION),
)
"""What a whole paragraph is if the pattern matches it from end to end; the first one counts."""

BYLINE = re.compile(
    r"(?P<by>\W*(?:(?:(?i:story|written|report|words|posted|text|analysis|opinion|exclusive|"
    r"interview) )?"
    r"(?:By|BY|by)):?\s+)(?P<names>.{2,120})"
)
AUTHOR = re.compile(
    r"\W*(?:authors?|reporters?|correspondents?|writers?)\s*:\s*(?P<names>.{2,80})", re.IGNORECASE
)
OCCUPATION = re.compile(
    r"(?:[\w-]+ ){0,5}(?:writer|reporter|correspondent|editor|contributor|columnist|bureau|"
    r"editorial board|newsroom|staff)s?\W*",
    re.IGNORECASE,
)

# What follows a name in a byline without a mark between: "Ida Holm Senior Reporter Email …".
BEHIND_NAME = re.compile(
    r" (?:(?:senior|chief|staff|special|political|foreign|deputy|associate|managing|lead|"
    r"investigative|business|sports?|science|health|education|crime|court|national|local|"
    r"digital|data|diplomatic|economics|environment) ){0,3}+"
    r"(?:reporters?|writers?|editors?|correspondents?|columnists?|contributors?|journalists?|"
    r"e-?mail|follow|contact|@\w+)\b.*",
    re.IGNORECASE | re.DOTALL,
)
# What stands above a headline: "THE GAZETTE", "DEPARTMENT FOR ROADS".
MASTHEAD = re.compile(
    r"(?:THE )?(?:DEPARTMENT|MINISTRY|OFFICE|GOVERNMENT|EMBASSY|COUNCIL|COMMISSION|AGENCY|BUREAU) "
    r"(?:OF|FOR)\b[A-Z ,&-]{1,60}"
)

# The author of a post that a report shows: "— Ida Holm (@idaholm) March 4, 2024".
POSTED_BY = re.compile(r"\W{1,4}[^()\n]{2,60}\(@\w{1,40}\).{0,40}")

# "The Daily Planet", "Tallow Press Agency": with case, for a paper's name is capitalised.
OUTLET = re.compile(
    r"(?:[A-ZÀ-Þ][\w.'’&-]*\s(?:(?:and|of|for|the)\s)?){1,4}(?:News|Times|Post|Gazette|Courier|Herald|"
    r"Tribune|Press|Journal|Agency|Service|Chronicle|Observer|Guardian|Standard|Telegraph|Review|"
    r"Today|Network|Radio|Television|TV|Media|Weekly|Daily|Record|Register|Magazine|Monitor|Planet|"
    r"Sentinel|Bulletin|Dispatch|Examiner|Inquirer|Advertiser|Independent|Echo|Mail|Globe|Argus|"
    r"Writer|Reporter|Correspondent|Editor|Staff)s?\W*"
)

DATE = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY}),?\s+)?(?:(?:(?P<month>{MONTH})\s+(?P<day>\d\d?)(?:st|nd|rd|th)?,?"
    rf"|(?P<day2>\d\d?)(?:st|nd|rd|th)?\.?\s+(?P<month2>{MONTH}),?)\s+(?P<year>{YEAR})"
    rf"|(?P<one>\d\d?)(?P<by>[/.])(?P<two>\d\d?)(?P=by)(?P<year2>{YEAR})(?!\d))"
    rf"|(?P<iso>{YEAR}(?:-\d\d-|/\d\d/)\d\d)",
    re.IGNORECASE,
)
TIME = (
    r"\d\d?[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?(?:\s*+[ap]\.?m\.?)?"
    r"(?:\s*+\(?(?:[A-Z]{1,5}|[+-]\d\d:?\d\d)\)?)?"
)
# A date, with what may be said of it and the time of day.
STAMP = re.compile(
    r"(?:\b(?:(?P<word>(?:first )?(?:published|posted|created|date|issued|released))|"
    r"(?P<again>(?:last )?(?:updated|modified|edited)))(?:\s+(?:on|at|in))?\W*|\bon\s+)?"
    rf"(?P<date>{DATE.pattern})(?:[\s,|·•@T–-]*(?:at\s+)?{TIME})?",
    re.IGNORECASE,
)
DATE_LINE = re.compile(rf"\W*{STAMP.pattern}\W*", re.IGNORECASE)
