"""What the sample's letters and notes are made of, in English and in German (Sie and du).

``{hook}`` is what a first message says about a person, ``{field}`` their field, ``{learned}`` what
was learned from them, ``{referrer}`` who named them and may be named.
"""
# ruff: noqa: E501

ME = "Robin Albrecht"
SIGNATURE = "robin.albrecht@example.org"

SUBJECTS = {
    "en": ["Your way into {field}", "A question about {field}", "Twenty minutes about {field}?"],
    "sie": [
        "Ihr Weg in den Bereich {field}",
        "Eine Frage zum Bereich {field}",
        "20 Minuten zum Thema {field}?",
    ],
    "du": ["Dein Weg in den Bereich {field}", "Eine Frage zum Bereich {field}"],
}

REFERRED = {
    "en": "{referrer} gave me your name when I asked whom to talk to about {field}, and I may say so.",
    "sie": "{referrer} hat mir Ihren Namen genannt, als ich fragte, mit wem ich über {field} sprechen sollte, und ich darf mich darauf berufen.",
    "du": "{referrer} hat mir deinen Namen genannt, als ich fragte, mit wem ich über {field} sprechen sollte, und lässt dich grüßen.",
}

# Each is (who I am and why I ask, what I ask for, thanks).
OUTREACH = {
    "en": [
        (
            "I am finishing my master's in psychology in Leipzig and am finding out where people with my background end up. I know {field} only from the outside so far.",
            "Would you have 20 minutes for a few questions? On the phone, by video or over a coffee: whatever place and time suit you best.",
            "Thank you for considering it.",
        ),
        (
            "I am a psychology student in Leipzig, one semester before the end, and I am trying to picture what a day in {field} is really like.",
            "May I ask you a few questions about your way there? Twenty minutes would be plenty, and I will fit in with your calendar.",
            "Thank you very much for thinking about it.",
        ),
        (
            "I study psychology in Leipzig and graduate this year. Before I choose a direction I want to listen to people whose work makes me curious, and yours does.",
            "Could I call you for 20 minutes, or meet you wherever it is easiest for you? I will come with five questions and keep an eye on the clock.",
            "Many thanks, also if it does not work out.",
        ),
    ],
    "sie": [
        (
            "Ich schließe in Leipzig gerade meinen Master in Psychologie ab und möchte herausfinden, wohin man mit diesem Fach gehen kann. Den Bereich {field} kenne ich bisher nur von außen.",
            "Hätten Sie 20 Minuten Zeit für ein paar Fragen? Ob am Telefon, per Video oder bei einem Kaffee: Ort und Zeit bestimmen Sie.",
            "Vielen Dank, dass Sie darüber nachdenken.",
        ),
        (
            "Ich studiere in Leipzig Psychologie, ein Semester liegt noch vor mir, und ich versuche mir vorzustellen, wie ein Tag im Bereich {field} wirklich aussieht.",
            "Darf ich Ihnen dazu ein paar Fragen stellen? Zwanzig Minuten genügen, und ich richte mich ganz nach Ihrem Kalender.",
            "Herzlichen Dank schon fürs Lesen.",
        ),
        (
            "Ich mache dieses Jahr meinen Abschluss in Psychologie. Bevor ich mich für eine Richtung entscheide, möchte ich Menschen zuhören, deren Arbeit mich neugierig macht, und Ihre gehört dazu.",
            "Könnte ich Sie für 20 Minuten anrufen oder dort treffen, wo es für Sie am einfachsten ist? Ich komme mit fünf Fragen und behalte die Uhr im Blick.",
            "Danke, auch wenn es nicht passen sollte.",
        ),
    ],
    "du": [
        (
            "Ich schließe in Leipzig gerade meinen Master in Psychologie ab und möchte herausfinden, wohin man mit diesem Fach gehen kann. {field} kenne ich bisher nur von außen.",
            "Hättest du 20 Minuten für ein paar Fragen? Am Telefon oder bei einem Kaffee, Ort und Zeit bestimmst du.",
            "Danke, dass du darüber nachdenkst!",
        ),
        (
            "Ich studiere in Leipzig Psychologie und bin bald fertig. Bevor ich mich entscheide, möchte ich Leuten zuhören, deren Arbeit mich neugierig macht.",
            "Magst du mir 20 Minuten lang erzählen, wie du dorthin gekommen bist? Ich komme, wohin es dir passt.",
            "Danke schon fürs Lesen!",
        ),
    ],
}

FOLLOW_UP = {
    "en": [
        "I wrote to you a little while ago and can imagine how full your days are. I would still be glad to hear about your way into {field}, for 20 minutes, whenever it suits you.\n\nIf it does not fit at the moment, a short no is perfectly fine.",
        "May I come back to my message once, and only once? Twenty minutes about {field} would help me a great deal, and I am free at any time that is good for you.\n\nThank you for reading this.",
    ],
    "sie": [
        "vor einer Weile habe ich Ihnen geschrieben und kann mir vorstellen, wie voll Ihre Tage sind. Über 20 Minuten zum Thema {field} würde ich mich nach wie vor sehr freuen, wann immer es Ihnen passt.\n\nFalls es gerade nicht geht, ist ein kurzes Nein völlig in Ordnung.",
        "darf ich einmal, und nur einmal, auf meine Nachricht zurückkommen? Zwanzig Minuten über {field} würden mir sehr weiterhelfen, und ich richte mich ganz nach Ihnen.\n\nDanke fürs Lesen.",
    ],
    "du": [
        "ich habe dir vor einer Weile geschrieben und kann mir denken, wie voll deine Tage sind. Über 20 Minuten mit dir würde ich mich immer noch freuen.\n\nWenn es gerade nicht passt, ist das völlig in Ordnung.",
    ],
}

AGAIN = {
    "en": "you asked me to write again around now, so here I am. I would still love to hear about {field} for 20 minutes; please choose the day and the way that suit you.",
    "sie": "Sie hatten mich gebeten, mich um diese Zeit noch einmal zu melden. Über 20 Minuten zum Thema {field} würde ich mich sehr freuen; Tag und Ort bestimmen Sie.",
    "du": "du hattest gesagt, ich soll mich um diese Zeit noch einmal melden. Über 20 Minuten mit dir freue ich mich sehr, wann es dir passt.",
}

YES = {
    "en": [
        "Happy to! Send me two or three slots and I will pick one.",
        "What a nice message. Yes, let's talk. Mornings are best for me.",
        "Of course. I remember that stage very well. Shall we do a call?",
    ],
    "sie": [
        "Gern! Schlagen Sie mir zwei, drei Zeiten vor, am liebsten am Vormittag.",
        "Über Ihre Nachricht habe ich mich gefreut. Lassen Sie uns sprechen.",
        "Das mache ich gern, ich weiß noch gut, wie das war. Passt Ihnen die übernächste Woche?",
    ],
    "du": [
        "Klar, gern! Schick mir einfach zwei Zeiten.",
        "Sehr gern. Bei mir geht es am besten nach der Arbeit.",
    ],
}
NO = {
    "en": [
        "Thank you for writing. I am afraid I can't at the moment, but I wish you all the best.",
        "I get more of these than I can answer well, so I have to say no. Good luck!",
    ],
    "sie": [
        "Danke für Ihre freundliche Anfrage. Leider schaffe ich es zurzeit nicht. Alles Gute für Ihren Abschluss!",
        "Leider muss ich absagen, wir stecken mitten in einem Umzug. Ich wünsche Ihnen viel Erfolg.",
    ],
    "du": ["Leider gerade nicht, hier ist zu viel los. Dir viel Glück!"],
}
YES_AFTER_NO = {
    "en": "I said no in the autumn and kept thinking about your message. Things are calmer now: would you still like to talk?",
    "sie": "Vor einiger Zeit musste ich Ihnen absagen. Inzwischen ist es ruhiger geworden: Möchten Sie noch?",
}
LATE = {
    "en": "Your message slipped down my inbox, I am sorry. If you still have questions, I have time now.",
    "sie": "Ihre Nachricht ist bei mir untergegangen, verzeihen Sie. Falls Sie noch Fragen haben: Jetzt hätte ich Zeit.",
}
LATER = {
    "en": "I like the idea, but not before the deadline is behind us. Could you write again then?",
    "sie": "Grundsätzlich gern, im Moment ist es nur zu voll. Melden Sie sich doch später noch einmal.",
}
OTHER = {
    "en": "Thank you for your message. I am out on the marsh until the end of the month and read mail only now and then."
}

CONFIRM = {
    "en": "just a short note that I am looking forward to tomorrow. If anything changes on your side, any other day is fine with me.",
    "sie": "nur kurz: Ich freue mich auf morgen. Falls bei Ihnen etwas dazwischenkommt, passt mir auch jeder andere Tag.",
    "du": "nur kurz: Ich freue mich auf morgen. Falls etwas dazwischenkommt, sag einfach Bescheid.",
}

THANKS = {
    "en": [
        "thank you for the time that you gave me, and for answering so openly.\n\nWhat stays with me above all: {learned}\n\nI will let you know what comes of it.",
        "I am still smiling about our conversation. Thank you for it.\n\nI wrote this down on the way home: {learned}\n\nThat alone was worth the trip.",
    ],
    "sie": [
        "herzlichen Dank für die Zeit, die Sie sich für mich genommen haben, und für die offenen Antworten.\n\nVor allem dies nehme ich mit: {learned}\n\nIch melde mich, wenn ich weiß, was daraus wird.",
        "auf dem Heimweg habe ich noch lange über unser Gespräch nachgedacht. Vielen Dank dafür.\n\nIn meinem Heft steht jetzt: {learned}\n\nAllein dafür hat es sich gelohnt.",
    ],
    "du": [
        "danke für deine Zeit und die ehrlichen Antworten.\n\nDas nehme ich vor allem mit: {learned}\n\nIch erzähle dir, was daraus wird.",
    ],
}
LATE_THANKS = {
    "en": "this comes later than it should, and is meant all the more. ",
    "sie": "dieser Dank kommt später, als er sollte, und ist umso herzlicher gemeint. ",
    "du": "das kommt später, als es sollte, und ist umso herzlicher gemeint. ",
}

LOOP_CLOSED = {
    "en": "you were right. I followed your advice and spent a week watching before I asked anything. It changed my thesis, and I wanted you to know.",
    "sie": "ich bin Ihrem Rat gefolgt und habe eine Woche lang nur zugeschaut, bevor ich gefragt habe. Es hat meine Masterarbeit verändert, und das wollte ich Ihnen gern sagen.",
    "du": "ich bin deinem Rat gefolgt und habe erst zugeschaut und dann gefragt. Das hat vieles verändert. Danke noch einmal!",
}
KEEP_IN_TOUCH = {
    "en": "I came across a study on exactly what we talked about and thought of you. The short version fits on one page; I am happy to send it.",
    "sie": "ich bin auf eine Untersuchung gestoßen, die genau zu unserem Gespräch passt, und musste an Sie denken. Wenn Sie mögen, schicke ich Ihnen die Seite.",
    "du": "ich bin auf etwas gestoßen, das genau zu unserem Gespräch passt, und musste an dich denken. Soll ich es dir schicken?",
}

GOALS = {
    "en": [
        "Find out what the first year is really like.",
        "Which part of my degree do they still use, and which never?",
        "How do they decide what not to do?",
        "What would they look at in somebody who starts now?",
        "Two more names, if it feels right.",
    ],
    "de": [
        "Wie sieht das erste Jahr wirklich aus?",
        "Was vom Studium brauchen sie noch, und was nie?",
        "Woran erkennen sie, dass jemand hierher passt?",
        "Herausfinden, ob mir die Abende fehlen würden.",
        "Zwei weitere Namen, wenn es sich ergibt.",
    ],
}
RESEARCH = {
    "en": [
        "Read the talk and two posts. {why}. Ask how the team is put together.",
        "Profile: changed direction after four years. {why}. What made them go?",
        "{why}. The website names six people; who does what?",
    ],
    "de": [
        "Vortrag und zwei Beiträge gelesen. {why}. Fragen: Wie ist das Team zusammengesetzt?",
        "Profil: Richtungswechsel nach vier Jahren. {why}. Was gab den Ausschlag?",
        "{why}. Auf der Website stehen sechs Leute; wer macht was?",
    ],
}
SURPRISES = {
    "en": [
        "How much of the week is spent writing.",
        "Nobody there studied what they do now.",
        "They were as nervous about the call as I was.",
        "That they asked me for my opinion, twice.",
    ],
    "de": [
        "Wie viel Zeit fürs Schreiben draufgeht.",
        "Niemand dort hat gelernt, was er heute macht.",
        "Dass es ein Archiv mit allen Fehlern gibt, und dass alle hineinschauen.",
        "Ich wurde zweimal nach meiner Meinung gefragt.",
    ],
}
CV_PLANS = {
    "en": [
        "One page, the short version. Is the thesis too far up?",
        "Bring it, but ask only if there is time.",
    ],
    "de": [
        "Eine Seite, die kurze Fassung. Steht die Masterarbeit zu weit oben?",
        "Mitnehmen, aber nur fragen, wenn Zeit bleibt.",
    ],
}
CV_FEEDBACK = {
    "en": {
        "design": "Show one project from question to result. The list of methods can go.",
        "software": "Put what changed because of my work first, then how.",
        "media": "Leave the hobbies in. The choir was the first thing she asked about.",
        "": "Clear and calm. Say what I am looking for in the first line.",
    },
    "de": {
        "design": "Ein Projekt von der Frage bis zum Ergebnis zeigen. Die Liste der Methoden kann weg.",
        "health": "Praktika mit Stundenzahl, sonst zählt sie niemand. Foto ist egal.",
        "education": "Die Nachhilfe gehört nach oben, nicht unter Sonstiges.",
        "non_profit": "Ehrenamt ist Berufserfahrung. Mit Aufgaben, nicht mit Vereinsnamen.",
        "research": "Methoden zuerst, dann Themen. Den Notenschnitt nur, wenn gefragt.",
        "": "Ruhig und klar. Im ersten Satz sagen, was ich suche.",
    },
}
NOTES = {
    "en": [
        "Mornings are best. Has a dog called Biscuit.",
        "Prefers calls to mail.",
        "Wants to hear how the thesis goes.",
        "",
    ],
    "de": [
        "Am besten vormittags. Hat einen Hund.",
        "Telefoniert lieber, als zu schreiben.",
        "Möchte hören, wie es mit der Masterarbeit weitergeht.",
        "",
    ],
}
CAFES = {
    "Leipzig": "Café Lindenschatten",
    "Berlin": "Kaffeehaus Morgenrot am Kanal",
    "Halle": "Café Saalefenster",
    "": "Café am Bahnhof, auf halbem Weg",
}

DRAFTS = {
    "Caroline": (
        "It was good to meet you",
        "Dear Caroline Merriweather-Diaz,\n\nit was good to meet you after your talk in May. One thing you said is still on my mind: [What did they say that you remember?]\n\nI am finishing my master's in psychology in Leipzig, and I left with more questions about service design than one can ask in a crowded room. Would you have 20 minutes to",
    ),
    "Gerlinde": (
        "Ihr Projekt mit den Berufsschulen",
        "Sehr geehrte Frau Hochstätter,\n\nseit Ihrem Vortrag geht mir nicht aus dem Kopf, wie Sie die Berufsschulen ins Boot geholt haben. Ich schließe in Leipzig gerade meinen Master in Psychologie ab und wüsste gern, wie Prävention im Amt",
    ),
}
