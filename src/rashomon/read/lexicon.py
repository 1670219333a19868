"""Words of the interface of web pages, as they stand between and around the text of an article.

Each pattern covers a whole line. They name functions of pages (share, subscribe, read also), not
subjects: no rule here knows what a text is about.
"""

from __future__ import annotations

import re

_NETWORK = (
    r"(?:twitter|x|facebook|telegram|whats ?app|instagram|youtube|linkedin|reddit|tik ?tok|viber|vk|pinterest|"
    r"mastodon|bluesky|threads|tumblr|rss|google news|google|flipboard|e-?mail|messenger|signal|copy link|link|print)"
)
_LIST = rf"{_NETWORK}(?:\s*(?:,|/|\||·|•|&|and|or|\s)\s*{_NETWORK})*"
_OURS = r"(?:our|the|this|us|me|my|your|his|her|their|more|all|latest|daily|weekly|free)"

_LINES = (
    # Anchors and skip links
    r"(?:back to |go to |return to |scroll to )?(?:the )?(?:top|bottom|end)(?: of (?:the )?page)?",
    r"(?:skip|jump)(?: to)? (?:the |main )*(?:content|navigation|menu|footer|search|article)",
    r"(?:main |site |toggle |open |close |show |hide )*(?:menu|navigation|sidebar|search)(?: menu)?",
    r"(?:home|homepage|back|next|previous|prev|close|cancel|ok|search|login|log in|sign in|register|subscribe|donate)",
    r"(?:home|start)(?:\s*[>»/›|·]\s*[^>»/›|·]+)+",
    r"(?:previous|next) (?:article|story|post|page)(?:\b.*)?",
    r"(?:page )?\d+ (?:of|/) \d+",
    # Sharing and following
    rf"(?:share|tweet|post|send|e-?mail|print|save|bookmark|like|copy|pin)(?: (?:this|it|on|via|to|with|by|the|save|share|print|send|e-?mail|tweet|"
    rf"article|story|page|post|link|friends|a friend|{_NETWORK}))*(?: {_LIST})?[:!]?",
    rf"(?:share|follow|find|join|like|read|watch|subscribe to|connect with|contact|get|see)(?: {_OURS})?"
    rf"(?: (?:channel|page|news|updates|stories|account|feed))* (?:on|via|in|at|through|to|with)(?: {_OURS})* {_LIST}(?:\b.{{0,60}})?",
    rf"(?:follow|like|join|contact|about|support) us(?:\b.{{0,60}})?",
    rf"{_LIST}",
    r"\d[\d,.]*\s*[km]?\s+(?:shares?|comments?|views?|likes?|reads?|reactions?|retweets?|replies|followers)",
    r"(?:click|tap) (?:here|to)\b.{0,80}",
    # Comments
    r"leave (?:a |your )?(?:reply|comment)s?.{0,40}",
    r"(?:post|add|write|submit|view|show|hide|load|read|see)(?: (?:a|your|all|more|the|\d+))* (?:comments?|replies)",
    r"(?:no |\d+ )?comments?(?: (?:are )?(?:closed|off|disabled)|\s*\(\d+\))?[:.]?",
    r"(?:log|sign) ?in to (?:comment|reply|post|continue|read).{0,40}",
    r"cancel reply|reply|report (?:this )?(?:comment|ad|error|abuse)",
    r"your (?:e-?mail )?(?:address|name|comment)(?: will not be published)?.{0,60}",
    # Newsletters, subscriptions, adverts, cookies
    r"(?:advertisement|advertising|adverts?|ads?|sponsored(?: content| by .{0,40})?|promoted|promotion|"
    r"(?:article|story) continues (?:below|after).{0,40}|continue reading.{0,80})",
    r"(?:accept|reject|manage|allow)(?: all)?(?: cookies| preferences| settings)?",
    r"(?:cookie|privacy)(?: (?:policy|settings|notice|preferences))?",
    r"daily (?:at|by) .{0,30}|(?:every|each) (?:morning|evening|day|week|weekday|sunday|monday|friday)",
    # Other articles
    r"(?:read|see|watch|listen|look)(?: (?:also|more|next|on|further|this|too|about))+\b[:.]?.{0,160}",
    r"(?:also|more|related|recommended|most|latest|top|trending|popular|further|editor'?s?|other|similar|don'?t miss|"
    r"must|you (?:may|might)|in case you)(?: (?:read|reads?|viewed|watched|shared|popular|recent|commented|on|from|in|"
    r"news|stories|story|articles?|posts?|reading|headlines|videos?|picks?|choice|topics?|links?|content|coverage|"
    r"also|like|for|you|this|about|interested|missed|be|it|now|today|the|section|author|here|by|our|world|updates))+[:.]?",
    r"(?:see|read) also[:.]?.{0,160}|related[:.]|more[:.]?|also[:.]|recommended[:.]?|trending[:.]?",
    r"(?:show|load|view|see|read|get|find|explore|browse) (?:more|all|less|full|the full)(?: .{0,40})?",
    r"(?:video|photo|picture|image|quote|word|poll|story|gallery|podcast|number|cartoon|topic|news|book|map|chart)s? "
    r"of (?:the )?(?:day|week|month|year|hour)",
    r"(?:watch|listen)(?: (?:now|live|here|to|the|this|video|audio|podcast|article))*(?: .{0,60})?",
    r"link to (?:this )?(?:post|comment|update)|key (?:events|moments|points)|write to the (?:author|editor)s?|"
    r"\w+ stories you may have missed.{0,40}|.{0,30}you may have missed.{0,30}",
    r"(?:tags?|topics?|categor(?:y|ies)|keywords?|filed under|posted in|section|labels?)\s*:.{0,200}",
    r"link to (?:this )?(?:post|comment|update)|key (?:events|moments|points)|write to the (?:author|editor)s?|"
    r"\w+ stories you may have missed.{0,40}|.{0,30}you may have missed.{0,30}",
    r"(?:tags?|topics?|categories|keywords)",
    # Ends of press releases and wire reports
    r"(?:-+ ?)?(?:ends?|30|more)(?: ?-+)?|# ?# ?#|notes? (?:to|for) (?:the )?editors?:?|"
    r"(?:press|media|news)(?: (?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|office|kit|queries))+\b.{0,120}|"
    r"for (?:more|further|additional|media|press)(?: \w+)? ?(?:information|details|enquiries|inquiries|queries)\b.{0,160}",
    # The same in other languages: English pages of foreign outlets keep them
    r"(?:etiquetas|deja una respuesta|compartir|comentarios|inicio|seguir leyendo|lee también|te puede interesar|"
    r"más noticias|lire aussi|partager|à lire aussi|commentaires|accueil|mots-clés|lesen sie auch|mehr zum thema|"
    r"startseite|anzeige|teilen|drucken|kommentare?|kommentar schreiben|weiterempfehlen|schlagwörter|"
    r"читайте также|поделиться|комментарии|теги|главная|читайте також|поділитися|czytaj także|udostępnij)\b\s*[:.]?.{0,60}",
    # Credits and imprints
    r"(?:source|via|credits?|agency|provided by|originally published(?: (?:by|on|in|at))?|"
    r"(?:this (?:article|story|text) )?(?:first|originally) (?:appeared|published)(?: (?:by|on|in|at))?)\s*:\s*\S.{0,80}",
    r"(?:©|\(c\)|copyright)\b.{0,160}|.{0,80}\ball rights reserved\b.{0,80}",
    r"(?:terms|conditions|imprint|impressum|contact|about|careers|advertise|help|faq|sitemap|accessibility|"
    r"disclaimer|feedback|press|team|jobs|archive)(?: (?:of|and|&|use|service|conditions|us|with|sale))*",
    r"(?:reading time|read time|time to read)\b.{0,30}|\d+[- ]min(?:ute)?s?(?: of)? read(?:ing)?",
    r"(?:listen to|play|download)(?: this)? (?:article|story|audio|pdf).{0,30}",
    r"(?:see|spotted|found|noticed) an? (?:error|mistake|typo)\b.{0,160}|report an? (?:error|mistake|typo).{0,80}",
    r"(?:support|help|fund|back) (?:independent|quality|our) (?:journalism|media|reporting|work|news).{0,120}",
    r"font size.{0,20}|(?:increase|decrease) (?:font|text) size|dark mode|print (?:page|version|this)|text size.{0,20}",
    r"(?:loading|please wait)[.… ]*",
)
# These hold for whole sentences too.
_SENTENCES = (
    r"(?:sign ?up|subscribe|register)(?: (?:now|here|for|to|today|with|free|via|our|the|a|and))+\b.{0,160}",
    r".{0,120}\b(?:our|free|daily|weekly|e-?mail|the|a) newsletters?\b.{0,120}|newsletters?\b.{0,60}",
    r".{0,120}\b(?:to|in) your (?:inbox|e-?mail)\b.{0,80}",
    r"(?:enter|type) your e-?mail.{0,60}",
    r"(?:we|this (?:site|website)|our (?:site|website)|the site) uses? cookies?\b.{0,200}",
    r"by (?:subscribing|signing up|clicking|continuing|using).{0,60}\byou (?:agree|accept|consent)\b.{0,120}",
    r"(?:read|see) also[:.]?.{0,160}|(?:©|\(c\)|copyright)\b.{0,160}|.{0,120}\ball rights reserved\b.{0,80}",
    r"(?:follow|like|join) us\b.{0,80}|click here\b.{0,120}",
    r"if you (?:like|value|enjoy|appreciate) (?:our|this|what we).{0,120}|(?:please )?(?:consider )?(?:buy|support)(?:ing)? us\b.{0,120}",
    r".{0,80}\b(?:buy us a|consider (?:a donation|donating|subscribing|becoming)|become a (?:member|supporter|patron))\b.{0,120}",
    r".{0,60}\b(?:may (?:not )?be reproduced|reproduction (?:is|of)|reserved (?:to|for) subscribers|without (?:reference|permission))\b.{0,120}",
    r".{0,60}\b(?:must|need to|have to) (?:be )?(?:logged|log|signed|sign) in\b.{0,80}|lo siento, debes\b.{0,120}",
    r"(?:this )?content (?:is )?provided by\b.{0,120}|.{0,80}\bmay use cookies\b.{0,80}",
    r"(?:did|have) you (?:find|found|spot|spotted|notice|noticed|see|seen) (?:a|an|any) (?:mistake|error|typo)\b.{0,80}",
    r"your e-?mail address will not be published\b.{0,80}",
)
_FURNITURE = re.compile(rf"[\W_]*(?:{'|'.join(_LINES)})[\W_]*", re.IGNORECASE)
_FURNITURE_SENTENCE = re.compile(rf"[\W_]*(?:{'|'.join(_SENTENCES)})[\W_]*", re.IGNORECASE)
_SENTENCE_WORDS = 8  # a line with as many words and a full stop is a sentence
_LONGEST = 260  # characters; a furniture line is not a paragraph
_ARROWS = re.compile(r"[←→↑↓«»<>|•·▲▼►◄✕×☰\s\d/–—-]+")
_OTHERS = re.compile(
    r"[\W_]*(?:(?:read|see|watch) (?:also|more|next|too)|related|also read|more (?:on|from|in|about) .{0,40}|"
    r"recommended|trending|most (?:read|popular|viewed)|latest(?: news| stories)?|you (?:may|might) (?:also )?like|"
    r"more (?:news|stories|articles)|top (?:stories|news)|related (?:articles?|stories|news|posts?))[\W_]*",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"\s*source\s*:\s*(?P<name>\S.{1,78}?)\s*\.?\s*", re.IGNORECASE)


def is_furniture(line: str) -> bool:
    """Tell whether a whole line is words of a page's interface."""
    line = line.strip()
    if not line or len(line) > _LONGEST:
        return False
    if _ARROWS.fullmatch(line) is not None or _FURNITURE_SENTENCE.fullmatch(line) is not None:
        return True
    is_sentence = line[-1] in ".!?" and line.count(" ") >= _SENTENCE_WORDS - 1
    return not is_sentence and _FURNITURE.fullmatch(line) is not None


def opens_list(line: str) -> bool:
    """Tell whether a line heads a list of other articles ("Related", "Read also:")."""
    return _OTHERS.fullmatch(line.strip()) is not None


def credit(line: str) -> str | None:
    """Return the name in a credit line ("Source: ..."), or `None` when the line is none."""
    match = _CREDIT.fullmatch(line)
    return match["name"] if match is not None else None
