"""The invented people of the sample. None of them exists, nor do their organisations.

Each block is a person:

    first name | last name | form of address | title | language | register | city
    organisation | role | field in own words | field of the fixed list
    warmth | found through | channel | week of the first message | how it went | meeting | thanks
    why this person, as one notes it for oneself
    what the first message says about them
    > who named them; may the name be used; what was said about them   (only after a referral)
    = what was learned from them                                       (only when one met)

Weeks are counted from the sample's first Monday; what the words for how it went mean stands in
make_sample.py.
"""
# ruff: noqa: E501

PEOPLE = """
Hanna | Wiegel | ms | Dr. | de | sie | Leipzig
Kranichgrund Servicegestaltung | Leiterin Nutzerforschung | Nutzerforschung | design
warm | das Alumni-Verzeichnis | email | 1 | yes | met cafe | on
Psychologin wie ich, ging nach der Promotion in die Gestaltung
wir haben im selben Institut studiert, Sie einige Jahre vor mir, und Ihr Weg von der Wahrnehmungsforschung in die Gestaltung von Diensten lässt mich nicht los
= Gute Interviews führt, wer Stille aushält. Das Handwerk kenne ich aus dem Studium, es heißt dort nur anders.

Tobias | Rennefeld | mr | | de | sie | Leipzig
Weidenpark Kliniken | Leiter Personalentwicklung | Personalentwicklung | human_resources
cold | das Alumni-Verzeichnis | email | 1 | no | |
Baut ein Mentoring für Pflegekräfte auf
Ihr Mentoring für junge Pflegekräfte ist das erste, von dem ich gelesen habe, das die Stationen selbst entworfen haben

Amara | Okonjo-Reed | ms | | en | sie | London
Thistlewick Insight | Research Director | consumer research | marketing
cold | a podcast | email | 2 | silent2 | |
Her episode on why people say one thing and buy another
your episode on why people say one thing and buy another made me rethink half of what I learned about questionnaires

Jonas | Ellerbrock | mr | | de | du | Halle
Fuchsbau Lernräume | Bildungsreferent | Erwachsenenbildung | education
warm | eine Freundin | phone | 2 | yes | met cafe | late
Hat nach dem Psychologiestudium zwei Jahre gesucht, bevor er wusste, was er will
Nele hat mir erzählt, dass du nach dem Studium zwei Jahre lang verschiedene Dinge ausprobiert hast, und genau da stehe ich jetzt
= Ausprobieren ist kein Umweg. Drei Wochen Hospitation haben ihm mehr gesagt als alle Stellenanzeigen.

Katharina | Moosleitner | ms | Mag. | de-AT | sie | Wien
Sonnleithen Verlagsbuero | Lektorin für Sachbücher | Sachbuchverlag | media
cold | einen Podcast | email | 3 | yes2 | met video | on
Macht aus Forschung Bücher, die meine Oma liest
Ihr Gespräch darüber, wie aus einer Dissertation ein Buch für alle wird, habe ich zweimal gehört
= Wer gut erklären kann, findet im Verlag seinen Platz. Das Probekapitel zählt, nicht das Zeugnis.

Daniel | Forsythe-Lund | | | en | sie | Manchester
Copperbeck Digital | Product Manager | digital health | software
cold | LinkedIn | linkedin | 3 | silent | |
From clinical psychology into product, without a coding background
you went from a hospital ward into building software for wards, which is a path I did not know existed

Selin | Arslanoglu | ms | | de | sie | Berlin
Morgenhafen Stiftung | Programmleiterin | Bildungsgerechtigkeit | non_profit
warm | einen Vortrag | email | 4 | yes | met office | on
Ihr Vortrag über Mentoring an Brennpunktschulen, danach kurz gesprochen
nach Ihrem Vortrag über Mentoring an Schulen haben wir kurz gesprochen, und Ihr Satz, dass gute Programme mit Zuhören beginnen, ist bei mir geblieben
= Wirkung zu messen ist der halbe Beruf. Statistik aus dem Studium ist dort Gold wert.

Reto | Zumstein-Aebi | mr | | de-CH | sie | Zürich
Bergfluh Analytik | Leiter Marktforschung | Marktforschung | marketing
cold | LinkedIn | linkedin | 4 | no | |
Hat ein eigenes Institut gegründet
Sie haben mit drei Leuten ein Institut gegründet, das nur kleine Fragen stellt, und das gefällt mir

Grace | Mutembei | ms | Dr. | en | sie | Edinburgh
Heatherlaw Clinic | Clinical Psychologist | clinical psychology | health
warm | a conference talk | email | 4 | yes | met video | on
Her talk on burnout in caring professions
we spoke for a minute after your talk on burnout in the caring professions, and you said that the first year decides more than the degree
= The first supervisor matters more than the first clinic. Ask them how they handle their own bad weeks.

Florian | Habersack | mr | | de | sie | München
Isarlicht Beratung | Senior Berater | Organisationsberatung | consulting
cold | das Alumni-Verzeichnis | email | 5 | gaveup | |
Berät Krankenhäuser bei Umbrüchen
Sie begleiten Krankenhäuser durch große Umbrüche, und ich frage mich, wie die Psychologie dort Gehör findet

Mireille | Castaing | ms | | en | sie | Brussels
Porte-Verte Network | Policy Officer | mental health policy | government
cold | an article | email | 5 | silent | |
Her article on mental health at work in EU policy
your article on mental health at work is the first text about policy that I finished in one sitting

Benedikt | Sturmhöfel | | | de | du | Leipzig
Kranichgrund Servicegestaltung | Servicedesigner | Servicegestaltung | design
referral | eine Empfehlung | email | 6 | yes | met cafe | on
Frisch im Beruf, kennt den Einstieg noch genau
du bist seit einem Jahr im Beruf und erinnerst dich sicher noch, wie der Einstieg wirklich war
> Hanna Wiegel; granted; Er ist seit einem Jahr dabei und weiß noch, wie sich der Anfang anfühlt.
= Ein eigenes kleines Projekt im Portfolio schlägt drei Praktika. Er zeigt die Skizzen, nicht das fertige Bild.

Oluwaseun | Adebayo-Hart | mr | | en | sie | Bristol
Marlowe & Fenwick Research | Senior UX Researcher | UX research | design
cold | LinkedIn | linkedin | 6 | yes | met video | on
Writes openly about how he got it wrong at first
your post about the study you would do differently today taught me more than most of my textbooks
= Half the job is deciding what not to study. Write the one-page summary first, then plan the interviews.

Peer | Lohmüller | mr | | de | sie | Dresden
Elbhang Verwaltungsakademie | Referent für Gesundheit | Betriebliche Gesundheit | government
cold | einen Fachartikel | email | 6 | gaveup | |
Betriebliches Gesundheitsmanagement in der Verwaltung
Ihr Artikel über Pausen in Behörden hat mich zum Lachen gebracht und dann zum Nachdenken

Yusuf | Demirtasch | mr | | de | sie | Köln
Domwinkel Medienhaus | Redakteur Wissen | Wissenschaftsjournalismus | media
warm | einen Vortrag | email | 7 | no_yes | met video | on
Hat auf der Langen Nacht der Wissenschaften moderiert
auf der Langen Nacht der Wissenschaften haben Sie meine Frage zu Stichproben so erklärt, dass der ganze Saal sie verstanden hat
= Kurze Sätze sind Höflichkeit. Er sucht nicht das Thema, sondern die Person, an der man es sieht.

Ingrid | Solheim-Baker | ms | | en | sie | Hamburg
Tidewater Learning | Instructional Designer | learning design | education
cold | the alumni directory | email | 7 | yes | met video | late
Designs courses that people finish
more than half the people who start your courses finish them, and I would love to know what you do differently
= Design the last lesson first. Psychology shows in the small decisions: when to let people fail safely.

Matthias | Oberkirch | mr | Prof. Dr. | de | sie | Jena
Institut Saaleblick | Professor für Arbeitspsychologie | Forschung zu Arbeit | research
warm | das Alumni-Verzeichnis | email | 8 | later_yes | met office | on
Hat meine Bachelorarbeit begutachtet
Sie haben vor drei Jahren meine Bachelorarbeit begutachtet, und Ihre eine Randbemerkung zur Methode hat mir mehr geholfen als alles andere
= Promovieren nur für eine Frage, die einen auch am Wochenende nicht loslässt.

Leon | Tasch-Hübner | mr | | de | sie | Berlin
Papierschiff Redaktion | Podcast-Produzent | Audio | media
cold | einen Podcast | email | 8 | silent | |
Seine Reihe über erste Arbeitstage
Ihre Reihe über erste Arbeitstage höre ich auf dem Weg zur Bibliothek, und jedes Mal steige ich zu spät aus

Chidinma | Ezeokafor | ms | | de | sie | Leipzig
Weidenpark Kliniken | Psychologin im Sozialdienst | Klinische Psychologie | health
referral | eine Empfehlung | email | 9 | yes | met office | on
Arbeitet auf der Station, die ich mir nie zugetraut hätte
Sie arbeiten auf einer Palliativstation, und ich möchte verstehen, was einen dort trägt
> Selin Arslanoglu; granted; Sie hat vor dem Wechsel in die Klinik bei uns gearbeitet.
= Man nimmt die Geschichten mit nach Hause, aber auch die Dankbarkeit. Supervision ist kein Luxus.

Sebastian | Kroyer | mr | | de-AT | sie | Graz
Murwinkel Systeme | Teamleiter Datenprodukte | Datenanalyse | software
cold | LinkedIn | linkedin | 9 | bounced | |
Stellt gern Leute aus den Sozialwissenschaften ein
Sie schreiben, dass Ihre besten Analystinnen aus den Sozialwissenschaften kommen, und ich wüsste gern, warum

Aoife | Brannigan-Cole | ms | | en | sie | Dublin
Larkspur People Lab | People Analyst | people analytics | human_resources
warm | a friend | email | 9 | yes | moved video | on
Studied with my flatmate, went into people analytics
Marta told me that you turned a thesis on motivation into a job, and she said that you tell it better than she does
= Numbers about people need a person beside them. She always shows a chart together with one quote.

Ulrike | Pfannenschmid | ms | | de | sie | Kassel
Habichtsgrund Umweltbüro | Beraterin für Beteiligung | Bürgerbeteiligung | environment
cold | einen Fachartikel | email | 10 | yes | met phone | on
Bringt Leute an einen Tisch, die nicht miteinander reden
Ihr Bericht über den Bürgerrat an der Fulda zeigt, wie viel Psychologie in einer guten Tagesordnung steckt
= Erst die Sorgen an die Wand, dann die Lösungen. Moderation lernt man beim Protokollieren.

Henrik | Vossbeck | mr | | de | sie | Hamburg
Alsterkante Personal | Personalreferent | Personalauswahl | human_resources
cold | das Alumni-Verzeichnis | email | 10 | silent2 | |
Auswahlgespräche ohne Fangfragen
Sie führen Auswahlgespräche, bei denen die Fragen vorher bekannt sind, und davon würde ich gern mehr hören

Theresa | Quandt | ms | | de | du | Berlin
Lautenthal Studio | UX Researcherin | Nutzerforschung | design
referral | eine Empfehlung | linkedin | 12 | yes | met cafe | late
Forscht für ein Kulturhaus, kommt aus der Psychologie
du forschst für Museen und Theater, und ich hätte nie gedacht, dass man das mit einem Psychologiestudium tun kann
> Benedikt Sturmhöfel; granted; Sie hat mich eingearbeitet. Frag sie nach dem Museum.
= Im Museum schaut man den Leuten auf die Füße, nicht auf die Fragebögen. Wo sie stehen bleiben, ist der Befund.

Gareth | Llewellyn-Pugh | | | en | sie | Cardiff
Glanmor Trust | Evaluation Lead | programme evaluation | non_profit
cold | an article | email | 11 | no2 | |
Writes about evaluations that failed and why that is fine
you wrote about an evaluation that failed and why you published it anyway, which took courage

Lucia | Fenner-Rossi | ms | | de-CH | sie | Basel
Rheinbord Gesundheit | Projektleiterin Prävention | Prävention | health
warm | einen Vortrag | email | 11 | yes2 | met video | never
Standen zusammen in der Schlange am Kaffeestand
beim Kongress in Freiburg standen wir zusammen in der Kaffeeschlange, und Sie erzählten von Ihrem Projekt mit den Lernenden
= Prävention heisst, am Montag etwas zu tun, das erst in drei Jahren zählt. Verbündete in der Finanzabteilung helfen.

Malte | Kirchenbaum | mr | | de | sie | Bremen
Weserstein Schulen | Schulpsychologe | Schulpsychologie | education
cold | LinkedIn | linkedin | 12 | yes2 | met phone | on
Betreut elf Schulen allein
Sie betreuen elf Schulen und schreiben trotzdem, es sei der schönste Beruf der Welt; diesen Satz möchte ich verstehen
= Elf Schulen heißt: Lehrkräfte stark machen, nicht selbst retten. Er verbringt mehr Zeit im Lehrerzimmer als mit Kindern.

Priya | Raghunath | ms | | en | sie | Berlin
Copperbeck Digital | Design Lead | product design | software
cold | a conference talk | email | 12 | no_yes | met office | on
Her talk on saying no to features
your talk on saying no to features was the one my whole row took notes in
= A good no comes with a question. She keeps a list of everything that was not built, and it is her favourite document.

Samira | Haddadi | ms | | de | sie | Leipzig
Lindenhof Beratungsstelle | Leiterin der Beratungsstelle | Beratung | non_profit
referral | eine Empfehlung | phone | 13 | yes | met office | on
Leitet ein kleines Team mit großem Herz
Sie leiten eine Beratungsstelle mit fünf Leuten, in der man, wie ich höre, das ganze Fach in einem Jahr lernt
> Chidinma Ezeokafor; granted; Wer dort war, kann danach alles.
= In einem kleinen Team lernt man alles, auch das Geld. Sie würde heute früher Nein sagen.

Edward | Nkemelu | mr | | en | sie | London
Thistlewick Insight | Behavioural Scientist | behavioural science | consulting
cold | LinkedIn | linkedin | 13 | silent2 | |
Runs field experiments on letters from councils
you changed one sentence in a council's letter and more people answered it, and I would like to know how you found that sentence

Annegret | Bollwahn | ms | | de | sie | Erfurt
Domhügel Theater | Theaterpädagogin | Theaterpädagogik | arts
warm | eine Freundin | email | 14 | silent | |
Macht Theater mit Menschen, die sonst nicht gefragt werden
unsere gemeinsame Bekannte Frauke schwärmt von Ihrer Arbeit mit dem Ensemble aus der Nachbarschaft

Kofi | Asante-Brooks | mr | | en | du | Berlin
Bramble & Oak | Brand Strategist | brand strategy | marketing
referral | a recommendation | linkedin | 14 | yes2 | met cafe | on
Thinks in questions, not in slogans
I hear that you begin every project with a week of questions before anybody may say the word slogan
> Oluwaseun Adebayo-Hart; granted; He asks better questions than most researchers.
= A brief is a hypothesis. He hires people who can say what would change their mind.

Dorothea | Immelmann | ms | | de | sie | Göttingen
Leinewiese Verlag | Programmleiterin Psychologie | Fachverlag | media
cold | das Alumni-Verzeichnis | email | 15 | yes | met phone | never
Entscheidet, welche Lehrbücher es gibt
Sie entscheiden mit, welche Lehrbücher meine Generation liest, und ich wüsste gern, wie so eine Entscheidung fällt
= Ein Lehrbuch entsteht im Gespräch mit denen, die damit lehren. Geduld ist dort eine Qualifikation.

Luca | Bernasconi-Frey | mr | | de-CH | du | Bern
Aarebogen Werkstatt | Interaktionsgestalter | Interaktionsgestaltung | design
warm | eine Freundin | linkedin | 15 | gaveup | |
Hat mit Sarah zusammen studiert
Sarah hat mir von eurer Werkstatt erzählt und davon, dass ihr jeden Freitag etwas baut, das niemand bestellt hat

Norbert | Eschweiler | mr | | de | sie | Düsseldorf
Rheinkiesel Personalberatung | Berater Eignungsdiagnostik | Eignungsdiagnostik | human_resources
cold | LinkedIn | linkedin | 16 | no | |
Diagnostik ohne Hokuspokus
Ihr Beitrag darüber, was Tests nicht können, war ehrlicher als manche Vorlesung

Farid | Mousavi-Engel | mr | Dr. | de | sie | Berlin
Havelblick Klinik | Psychologischer Psychotherapeut | Psychotherapie | health
referral | eine Empfehlung | email | 16 | yes | met office | on
Hat die Ausbildung neben zwei Kindern gemacht
Sie haben die Ausbildung zum Therapeuten neben zwei kleinen Kindern geschafft, und ich möchte wissen, was daran wahr ist
> Samira Haddadi; granted; Er sagt einem ehrlich, was die Ausbildung kostet.
= Die Ausbildung kostet fünf Jahre und vor allem Abende. Eine Gruppe, die zusammenhält, ist wichtiger als das Institut.

Rosalind | Thackeray-Moss | ms | | en | sie | London
Quillhaven Museum | Head of Visitor Research | museum research | arts
referral | a recommendation | email | 17 | yes | met office | on
Watches how people walk through rooms
you watch how people move through rooms before anybody asks them a question, and I would like to learn to look like that
> Theresa Quandt; granted; She invented half of what I do. Say hello from me.
= Go and stand in the room for an hour before you write a single question. Museums love people who count quietly.

Steffen | Plagwitzer | mr | | de | sie | Chemnitz
Erzweg Qualifizierung | Berufsberater | Berufsberatung | education
cold | einen Vortrag | email | 18 | silent3 | |
Sein Vortrag: Niemand hat nur einen Beruf in sich
Ihr Satz, niemand habe nur einen Beruf in sich, hängt seit Ihrem Vortrag über meinem Schreibtisch

Ines | Calderón-Wolff | ms | | de | sie | Berlin
Morgenhafen Stiftung | Referentin Evaluation | Evaluation | non_profit
referral | eine Empfehlung | email | 10 | no | |
Misst Wirkung, ohne die Leute zu nerven
Sie messen die Wirkung von Programmen, ohne die Leute mit Fragebögen zu ermüden, und davon möchte ich lernen
> Selin Arslanoglu; denied; Sie macht bei uns die Auswertungen. Bitte ohne meinen Namen, sie hat gerade viel zu tun.

Hamish | Drummond-Oyelaran | mr | | en | sie | Glasgow
Heatherlaw Clinic | Service Manager | health services | health
referral | a recommendation | email | 11 | silent2 | |
Moved from therapy into managing a service
you moved from the therapy room into running a whole service, and I would like to know what you miss
> Grace Mutembei; not_asked; He used to be a therapist here and now runs the place.

Viktor | Steinlechner | mr | MMag. | de-AT | sie | Salzburg
Untersberg Personalwerk | Leiter Recruiting | Personalauswahl | human_resources
cold | LinkedIn | linkedin | 19 | gaveup | |
Stellt Quereinsteigende ein
Sie stellen gern Menschen mit Umwegen ein und begründen das in Ihrem Beitrag so, dass ich ihn meinen Eltern geschickt habe

Tamsin | Achterberg | ms | | en | sie | Utrecht
Polderlicht Research | Research Consultant | social research | research
warm | a conference talk | email | 19 | yes | missed_met video | late
We were in the same workshop on interviewing
we practised interviewing on each other in the workshop in Ghent, and you asked the question that I am still answering
= Freelance research is two jobs: the research, and telling people that you exist. She keeps Fridays for the second.

Joachim | Brettschneider-Lau | mr | | de | sie | Hannover
Leineufer Akademie | Trainer für Führungskräfte | Führungstraining | consulting
cold | einen Podcast | email | 20 | silent | |
Sagt, Führung sei vor allem Nachfragen
in Ihrer Podcastfolge sagen Sie, Führung sei vor allem Nachfragen, und lassen dann eine ganze Minute lang niemanden zu Wort kommen, um es zu zeigen

Elif | Karakoyun | ms | | de | du | Leipzig
Fuchsbau Lernräume | Lernbegleiterin | Lernbegleitung | education
referral | eine Empfehlung | email | 8 | yes | met other | on
Spaziergang durch den Clara-Park, sagt Jonas, da denkt sie am besten
Jonas sagt, mit dir könne man beim Gehen besser nachdenken als mit anderen am Tisch
> Jonas Ellerbrock; granted; Geh mit ihr spazieren, da denkt sie am besten.
= Fragen stellen und dann wirklich warten. Sie zählt innerlich bis sieben.

Marlene | Voigtländer | ms | | de | sie | Leipzig
Auenland Gesundheitsamt | Referentin Gesundheitsförderung | Gesundheitsförderung | government
warm | einen Vortrag | in_person | 15 | met_first | met office | on
Nach ihrem Vortrag ins Gespräch gekommen, einfach so
kurz am Rand der Veranstaltung
= Im Amt gewinnt, wer die Geschichte hinter der Tabelle erzählt. Und: Kaffee mit der Finanzabteilung.

Christina | Albrechtsberger | ms | Dr. | de-AT | sie | Linz
Donaubogen Spital | Klinische Psychologin | Klinische Psychologie | health
cold | einen Fachartikel | email | 22 | yes | met video | on
Schreibt Befunde, die man versteht
Ihr Aufsatz über Befunde, die auch die Betroffenen verstehen, sollte Pflichtlektüre sein
= Ein Befund ist ein Brief an einen Menschen. Sie liest ihn sich laut vor, bevor er das Haus verlässt.

Beatriz | Salgueiro | ms | | en | sie | Lisbon
Azinhaga Games | Player Researcher | games research | software
cold | a podcast | email | 23 | later | |
Studies why people stop playing
you study why people stop playing, which seems to me the more honest question

Gudrun | Eisenlohr | ms | | de | sie | Stuttgart
Neckarbogen Werke | Ergonomin | Ergonomie | engineering
cold | LinkedIn | linkedin | 24 | no | |
Gestaltet Cockpits für Busse
Sie gestalten die Arbeitsplätze von Busfahrerinnen, und seit ich das weiß, schaue ich beim Einsteigen anders hin

Ayodele | Winterbourne | | | en | sie | Leeds
Marlowe & Fenwick Research | Research Operations Lead | research operations | design
referral | a recommendation | linkedin | 22 | yes | moved video | on
Keeps forty studies from colliding
you keep forty studies from colliding, and I would like to know what a good day looks like
> Rosalind Thackeray-Moss; granted; If you want to see how research is organised, ask Ayodele.
= Good research needs boring lists. Consent forms are a promise, so treat them like one.

Frederike | Achenbach | ms | | de | sie | Weimar
Ilmufer Bühnen | Dramaturgin | Dramaturgie | arts
warm | das Alumni-Verzeichnis | in_person | 24 | met_first | met cafe | on
Hat ein Semester mit mir im Chor gesungen
wir haben vor Jahren ein Semester lang nebeneinander im Unichor gestanden, Sie im Alt, ich immer einen halben Ton daneben
= Dramaturgie ist Diagnostik für Texte. Sie fragt jeden Text: Wer will hier was, und was hindert ihn?

Pascal | Niederhauser-Koller | mr | | de-CH | sie | Luzern
Seebucht Versicherungen | Leiter Kundenforschung | Kundenforschung | finance
cold | LinkedIn | linkedin | 25 | yes2 | cancelled video |
Forscht über Briefe, die niemand versteht
Sie lassen Versicherungsbriefe von Menschen lesen, die sie bekommen, und schreiben sie dann neu

Miriam | Goldschlag | ms | Dr. | de | sie | Berlin
Spreewinkel Institut | Leiterin Nachwuchsgruppe | Entscheidungsforschung | research
warm | einen Vortrag | email | 26 | yes | cancelled_met video | on
Ihr Seminar über Entscheidungen, ich saß in der letzten Reihe
ich saß in Ihrem Seminar über Entscheidungen in der letzten Reihe und habe trotzdem am meisten mitgeschrieben
= Forschung heißt, sich zehnmal im Monat zu irren und es aufzuschreiben. Verträge sind kurz, Fragen sind lang.

Owen | Tregarthen-Shah | mr | | en | sie | Exeter
Saltmarsh Conservation | Engagement Manager | environmental communication | environment
cold | an article | email | 27 | other | |
Gets people to care about mud
your article about getting people to care about mud made me care about mud

Tatjana | Krumbiegel | ms | | de | du | Dresden
Lautenthal Studio | Content-Strategin | Content-Strategie | media
referral | eine Empfehlung | email | 25 | yes3 | no_show cafe |
Schreibt die Texte, bei denen man nicht merkt, dass es Texte sind
Theresa sagt, du schreibst die Sätze, über die niemand stolpert, und das sei die schwerste Arbeit im Haus
> Theresa Quandt; granted; Wenn du wissen willst, wie Texte entstehen, frag Tatjana.

Zeynep | Aydogmus | ms | | de | sie | Nürnberg
Pegnitzwerk Digital | Conversational Designerin | Sprachdialoge | software
warm | eine Freundin | linkedin | 28 | bounced_yes | met video | never
Schreibt, was Maschinen sagen
Marta hat mir erzählt, dass Sie aufschreiben, was Maschinen zu Menschen sagen dürfen
= Höflichkeit einer Maschine heißt: schnell fertig sein. Sie testet jeden Satz an ihrer Mutter.

Cornelius | Rabenhorst | mr | Dr. | de-AT | sie | Wien
Praterstern Forschung | Studienleiter | Meinungsforschung | research
cold | einen Podcast | email | 29 | later | |
Warum Leute in Umfragen lügen
Ihre Folge darüber, warum Menschen in Umfragen flunkern, hat mich an meinem Fragebogen zweifeln lassen

Philippa | Anstruther | ms | | en | sie | Cambridge
Fenland Learning Trust | Programme Manager | tutoring | education
warm | the alumni directory | email | 30 | gaveup_yes | met video | on
Runs the tutoring scheme I once volunteered for
I was one of your volunteers in the summer scheme three years ago, the one who brought far too many stickers
= Volunteers stay for each other. She plans the tea break before the lesson.

Rainer | Zschoche | mr | | de | sie | Leipzig
Pleißenburg Stadtwerke | Betriebspsychologe | Arbeitssicherheit | engineering
cold | einen Vortrag | email | 31 | later_yes | met office | on
Redet mit Technikern über Beinahe-Unfälle
Sie haben erzählt, wie Techniker lernen, über Beinahe-Unfälle zu sprechen, und der Saal war still
= Sicherheit beginnt damit, dass niemand ausgelacht wird. Er fährt jede Nachtschicht einmal mit.

Naomi | Feldhusen-Clarke | ms | | en | sie | Hamburg
Tidewater Learning | Head of Content | educational publishing | media
referral | a recommendation | email | 31 | yes2 | unarranged |
Edits for people who do not like to read
you edit for people who do not like reading, and they read it
> Ingrid Solheim-Baker; granted; She will tell you what editors really do all day.

Gregor | Wallnöfer-Pichl | mr | Mag. | de-AT | sie | Innsbruck
Inntaler Bergrettungsschule | Leiter Ausbildung | Krisenintervention | health
cold | einen Podcast | email | 33 | silent2 | |
Lehrt, wie man schlechte Nachrichten überbringt
Sie lehren Freiwillige, wie man schlechte Nachrichten überbringt, und sprechen darüber ohne jedes Pathos

Simon | Käppeler | mr | | de | sie | Freiburg
Dreisamtal Sozialwerk | Bereichsleiter | Sozialwirtschaft | non_profit
warm | einen Vortrag | email | 34 | silent2 | |
Hat Jobsharing auf Leitungsebene eingeführt
nach Ihrem Vortrag über geteilte Leitungsstellen haben wir am Büchertisch kurz gesprochen

Jutta | Ohlendorf | ms | | de | sie | Lübeck
Travemole Hospiz | Koordinatorin Ehrenamt | Ehrenamt | non_profit
referral | eine Empfehlung | card | 36 | yes | met office | due 2026-06-15T15:30
Begleitet hundertzwanzig Ehrenamtliche
Sie begleiten hundertzwanzig Ehrenamtliche, und alle, die ich frage, reden von Ihnen zuerst
> Farid Mousavi-Engel; granted; Ein Brief freut sie mehr als jede Mail.
= Ehrenamt hält, wenn der Abschied erlaubt ist. Sie schreibt jeder und jedem zum Geburtstag, von Hand.

Leander | Pohlmann | | | de | sie | Potsdam
Havelufer Filmbüro | Produktionsleitung | Dokumentarfilm | media
warm | eine Freundin | email | 36 | yes | met cafe | overdue 2026-06-11T11:00
Dokumentarfilme über Arbeit
Nele hat mir Ihren Film über die Nachtbusse gezeigt, und ich habe danach mit jedem Fahrer geredet

Kwame | Boatengson | mr | | en | sie | Berlin
Bramble & Oak | Insights Manager | market research | marketing
cold | LinkedIn | linkedin | 38 | yes | soon video 2026-06-17T09:30 |
Explains samples with biscuits
you explain sampling with a tin of biscuits, and I have stolen that for my tutorial

Annika | Bergengruen | ms | | de | sie | Leipzig
Clarahain Architektur | Partnerin für Nutzungskonzepte | Architektur | architecture
referral | eine Empfehlung | email | 39 | yes | soon office 2026-06-18T14:00 |
Fragt Leute, bevor sie ein Haus entwirft
Sie fragen erst die Menschen und zeichnen dann das Haus, und ich möchte sehen, wie das geht
> Elif Karakoyun; granted; Sie denkt in Räumen, du wirst sie mögen.

Rebekka | Sonnenschmid | ms | | de | sie | Halle
Saalekiesel Medien | Chefin vom Dienst | Lokaljournalismus | media
warm | einen Vortrag | email | 39 | yes | soon cafe 2026-06-16T16:30 |
Hat beim Mediencafé gesagt, man dürfe sie alles fragen
beim Mediencafé in Halle haben Sie gesagt, man dürfe Sie alles fragen, und ich nehme Sie beim Wort

Thaddeus | Millington-Osei | mr | | en | sie | Birmingham
Larkspur People Lab | Learning Partner | learning and development | human_resources
referral | a recommendation | email | 40 | yes | soon phone 2026-06-23T12:00 |
Runs onboarding as a detective story
you run onboarding as a detective story, and apparently nobody skips it
> Aoife Brannigan-Cole; granted; He makes onboarding fun. Nobody believes it until they see it.

Clemens | Traunfellner | mr | | de-AT | sie | Graz
Murwinkel Systeme | Personalentwickler | Personalentwicklung | human_resources
cold | das Alumni-Verzeichnis | email | 39 | no | |
Lernreisen statt Seminare
Sie haben Seminare durch Lernreisen ersetzt, und ich frage mich, wie man das einer Geschäftsführung erklärt

Josef | Adlerhorst | mr | | de | sie | Leipzig
Weidenpark Kliniken | Pflegedirektor | Pflege | health
cold | einen Fachartikel | email | 40 | yes | unarranged |
Schreibt über gute Übergaben
Ihr Artikel über Übergaben am Schichtende beschreibt genau die zwei Minuten, über die ich meine Masterarbeit schreibe

Margarethe | Sielaff | ms | | de | sie | Rostock
Warnowhafen Akademie | Referentin Gesundheit | Betriebliche Gesundheit | health
warm | einen Fachartikel | email | 38 | bounced | |
Wir haben gemeinsam an einem Poster gearbeitet
wir haben vor zwei Jahren gemeinsam an einem Poster gearbeitet, und ich habe die Ruhe bewundert, mit der Sie gekürzt haben

Rupert | Ashdown-Iqbal | mr | | en | sie | Sheffield
Copperbeck Digital | Accessibility Specialist | accessibility | software
cold | a conference talk | email | 42 | open | |
Tests everything with his eyes closed
your talk on testing things with your eyes closed changed how I look at my own slides

Birte | Lohengrin-Maas | ms | | de | sie | Hamburg
Alsterkante Personal | Leiterin Ausbildung | Ausbildung | human_resources
cold | LinkedIn | linkedin | 42 | open | |
Feedback ohne Sandwich
Ihr Plädoyer gegen das Feedback-Sandwich habe ich in meiner Lerngruppe vorgelesen

Dario | Stockmann-Vella | mr | | de-CH | sie | Zürich
Limmatwerft Studio | Creative Director | Kommunikationsgestaltung | design
cold | einen Podcast | email | 43 | open | |
Plakate für Spitäler
Ihre Plakate für das Spital erklären in fünf Wörtern, wofür andere eine Broschüre brauchen

Henriette | Oppelfeld | ms | | de | sie | Leipzig
Lindenhof Beratungsstelle | Systemische Beraterin | Beratung | health
warm | eine Freundin | email | 42 | open | |
Nele war bei ihr im Praktikum
Nele hat bei Ihnen ihr Praktikum gemacht und spricht noch heute von den Fallrunden am Mittwoch

Emmanuel | Tshibanda | mr | | en | sie | Brussels
Porte-Verte Network | Youth Programme Lead | youth work | non_profit
cold | an article | email | 42 | open | |
Lets young people run the budget
you let sixteen-year-olds decide over a real budget, and the report reads like a novel

Friedrich | Niebergall-Tran | mr | | de | du | Leipzig
Pleißenburg Stadtwerke | Trainee Personal | Personalentwicklung | human_resources
warm | das Alumni-Verzeichnis | linkedin | 43 | open | |
War Tutor in meinem ersten Semester
du warst im ersten Semester mein Tutor und hast uns gezeigt, wo es in der Bibliothek am ruhigsten ist

Viola | Sandmeier-Roth | ms | | de-CH | sie | St. Gallen
Seebucht Versicherungen | Fachspezialistin Gesundheit | Betriebliche Gesundheit | finance
referral | eine Empfehlung | email | 42 | open | |
Gesundheit im Grossraumbüro
Sie haben ein Grossraumbüro leiser gemacht, ohne eine einzige Wand zu bauen
> Lucia Fenner-Rossi; granted; Sie hat bei uns mit dem Lärm aufgeräumt.

Caroline | Merriweather-Diaz | ms | | en | sie | New York
Juniper Row Studio | Service Designer | service design | design
warm | a conference talk | email | 44 | draft | |
Said after her talk that anybody may write to her
you said after your talk that anybody may write to you

Gerlinde | Hochstätter | ms | | de | sie | Leipzig
Auenland Gesundheitsamt | Leiterin Prävention | Prävention | government
warm | einen Vortrag | email | 44 | draft | |
Ihr Projekt mit den Berufsschulen
Ihr Projekt mit den Berufsschulen

Magnus | Rothkirch | mr | | de | sie | Berlin
Spreewinkel Institut | Referent Wissenschaftskommunikation | Wissenschaftskommunikation | research
cold | LinkedIn | email | 44 | wish | |
Erklärt Forschung auf dem Wochenmarkt
-

Delphine | Okafor-Lindgren | ms | | en | sie | Stockholm
Sundvik Interaction | Research Manager | UX research | design
cold | a podcast | email | 44 | wish | |
How she decides whom to hire out of a hundred portfolios
-

Ottilie | Grabenhorst | ms | | de | sie | Berlin
Havelblick Klinik | Leitende Psychologin | Klinische Psychologie | health
referral | eine Empfehlung | email | 44 | wish | |
Leitet die Station, über die Farid gesprochen hat
-
> Farid Mousavi-Engel; not_asked; Bei ihr habe ich am meisten gelernt.

Emrys | Caradoc-Bell | mr | | en | sie | London
Quillhaven Museum | Exhibition Evaluator | exhibitions | arts
referral | a recommendation | email | 44 | wish | |
Builds prototypes out of cardboard
-
> Ayodele Winterbourne; granted; Ask about the cardboard rooms.

Sieglinde | Taubenrauch | ms | | de | sie | Göttingen
Leinewiese Verlag | Lektorin | Fachverlag | media
referral | eine Empfehlung | email | 44 | wish | |
Betreut die Reihe für Berufseinsteiger
-
> Dorothea Immelmann; denied; Sie betreut die Reihe, aber bitte nicht mit meinem Namen: Wir wechseln gerade die Zuständigkeit.
"""

# Named by somebody, but not (yet) among the contacts: who named them, the name, where, how to
# reach them, may the name be used, what was said.
NAMED_ONLY = """
Josefa Althammer-Ruiz | Lindenhof Beratungsstelle | über die Geschäftsstelle | Samira Haddadi | not_asked | Sie macht die Gruppen für Jugendliche.
Imogen Faircloth | | she is on LinkedIn | Rosalind Thackeray-Moss | not_asked | She now works for herself and likes questions.
Bastian Uhlenkamp | Ilmufer Bühnen | | Frederike Achenbach | granted | Er macht die Schulprogramme und freut sich über jede Mail.
Konstantin Weißgerber | Auenland Gesundheitsamt | | Marlene Voigtländer | denied | Er ist der Richtige, aber er mag es nicht, wenn man Namen nennt.
Gesa Thormählen | Förde Trauercafé | über das Büro | Jutta Ohlendorf | not_asked | Sie hört zu wie sonst niemand.
"""

# Reasons to write: who, days ago on which it came up, and was used, and what it is.
REASONS = """
Jutta Ohlendorf | 0.6 | | Ich schreibe ihr einen Brief von Hand, sobald ich einen Nachmittag mitgegangen bin.
Rosalind Thackeray-Moss | 120 | 100 | I tried the interview with only three questions, as she advised.
Rosalind Thackeray-Moss | 30 | | The book she lent me is read; chapter four answers her own question.
Hanna Wiegel | 60 | | Ihre Frage nach der Stille: in der Vorlesung kam eine Antwort darauf.
Grace Mutembei | 45 | | I asked two supervisors how they handle their bad weeks.
Benedikt Sturmhöfel | 20 | | Mein eigenes kleines Projekt ist fertig, mit allen Skizzen.
Theresa Quandt | 90 | 75 | Mit Rosalind habe ich gesprochen, und es war ein guter Rat.
"""

# Came with the import and are only known: first name, last name, organisation, role, city.
KNOWN = """
Lilian | Ahrensburg | Alsterkante Personal | Werkstudentin | Hamburg
Torben | Buchwieser | Murwinkel Systeme | Softwareentwickler | Graz
Khadija | Benslimane | Tidewater Learning | Illustrator | Hamburg
Ruth | Cavendish-Lowe | Marlowe & Fenwick Research | Interviewer | Bristol
Piet | Dornbusch | Fuchsbau Lernräume | Erzieher | Halle
Mathilda | Ebersold | Bergfluh Analytik | Assistentin | Zürich
Gabriel | Fontanelle | Porte-Verte Network | Intern | Brussels
Sophie | Grünewald-Nair | Weidenpark Kliniken | Ärztin in Weiterbildung | Leipzig
Hassan | Jaberi | Domwinkel Medienhaus | Mediengestalter | Köln
Carlotta | Herzfeld | Kranichgrund Servicegestaltung | Praktikantin | Leipzig
Arvid | Isaksdotter | Sundvik Interaction | Developer | Malmö
Nele | Jungblut | Lindenhof Beratungsstelle | Sozialarbeiterin | Leipzig
Marta | Kowalczewska | Larkspur People Lab | Data Analyst | Dublin
Frauke | Lindenschmidt | Domhügel Theater | Kostümbildnerin | Erfurt
Noah | McAllister-Yuen | Copperbeck Digital | Engineer | Manchester
Sarah | Niedermann | Aarebogen Werkstatt | Grafikerin | Bern
Oskar | Obermoser | Sonnleithen Verlagsbuero | Vertrieb | Wien
Pauline | Petershagen | Institut Saaleblick | Doktorandin | Jena
Rashid | Quraishi-Stein | Rheinaue Institut | Datenmanager | Bonn
Greta | Rosenlöcher | Elbhang Verwaltungsakademie | Referendarin | Dresden
Silas | Schönwälder | Weserstein Schulen | Lehrer | Bremen
Tabea | Sturzenegger | Rheinbord Gesundheit | Ernährungsberaterin | Basel
Ugo | Tarantelli | Juniper Row Studio | Motion Designer | New York
Vanessa | Uhlmannsiek | Leineufer Akademie | Veranstaltungskauffrau | Hannover
Winston | Vandermolen | Polderlicht Research | Field Manager | Utrecht
Xenia | Wachtelborn | Habichtsgrund Umweltbüro | Landschaftsplanerin | Kassel
Yannick | Zellweger-Diop | Limmatwerft Studio | Texter | Zürich
Zoe | Appletree-Khan | Thistlewick Insight | Junior Analyst | London
Alexander | Bachstelz | Isarlicht Beratung | Controller | München
Bianca | Conti-Lehner | Untersberg Personalwerk | Assistenz | Salzburg
Dimitri | Charalampous | Azinhaga Games | Level Designer | Lisbon
Eva | Dachsberger | Donaubogen Spital | Physiotherapeutin | Linz
Finn | Eichenauer | Hasewind Energie | Ingenieur | Osnabrück
Ghada | El-Masri-Vogel | Morgenhafen Stiftung | Buchhalterin | Berlin
Hugo | Fernandes-Kühn | Neckarbogen Werke | Konstrukteur | Stuttgart
Isolde | Ganzmann | Dreisamtal Sozialwerk | Heilpädagogin | Freiburg
Jia | Hohenwarter-Lin | Praterstern Forschung | Statistikerin | Wien
Keanu | Ingelfinger | Fördekai Logistik | Disponent | Kiel
Lorena | Jelenković | Pegnitzwerk Digital | Scrum Master | Nürnberg
Moritz | Kaltenegger | Clarahain Architektur | Bauzeichner | Leipzig
"""
