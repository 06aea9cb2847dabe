/**
 * The headers by which each field of the built-in rulebooks is known, best first: labels and internal names of CRM and
 * mailing exports (Odoo, Mautic, Pipedrive, HubSpot, Salesforce, SuiteCRM, Frappe, Dolibarr, Zoho), of address books
 * (Outlook, Google Contacts), of data vendors and Sales Navigator tools, and of French and Polish brokers. A test holds
 * the `columns` of each built-in rulebook equal to these.
 */
export const KNOWN_HEADERS: Readonly<Record<string, readonly string[]>> = {
  email: [
    ...['email', 'e-mail', 'email address', 'work email', 'person email', 'person email work', 'business email'],
    ...['professional email', 'e-mail address', 'emailaddress', 'email1', 'email id', 'email from', 'e-mail 1 value'],
    ...['contact email', 'prospect email', 'adresse e-mail', 'adresse email', 'adresse mail', 'courriel', 'mail'],
    ...['email professionnel', 'email pro', 'mail professionnel', 'mail pro', 'email nominatif', 'mail nominatif'],
    ...['email direct', 'email dirigeant', 'email du dirigeant', 'email contact', 'email du contact'],
    ...['adresse électronique', 'adresse de messagerie', 'adres e-mail', 'adres email', 'email służbowy'],
    ...['e-mail służbowy', 'email kontaktowy', 'e-mail kontaktowy', 'adres poczty elektronicznej'],
    ...['secondary email', 'supplemental email', 'email 2', 'e-mail 2 address', 'e-mail 2 value'],
  ],
  last_name: [
    ...['last name', 'lastname', 'surname', 'family name', 'person last name', 'contact last name', 'nom'],
    ...['nom de famille', 'nom du dirigeant', 'nom dirigeant', 'nom du contact', 'nom contact', 'nazwisko'],
    ...['nazwisko osoby kontaktowej'],
  ],
  first_name: [
    ...['first name', 'firstname', 'given name', 'person first name', 'contact first name', 'prénom'],
    ...['prénom du dirigeant', 'prénom dirigeant', 'prénom du contact', 'prénom contact', 'imię'],
    ...['imię osoby kontaktowej'],
  ],
  company: [
    ...['company', 'company name', 'companyname', 'company account', 'account name', 'organization name'],
    ...['organization 1 name', 'organization', 'organisation', 'organisation name', 'associated company'],
    ...['current company', 'business name', 'partner name', 'third party name', 'société', 'raison sociale'],
    ...['nom de la société', 'nom société', 'dénomination sociale', 'entreprise', "nom de l'entreprise"],
    ...['nom du tiers', 'tiers', 'firma', 'nazwa firmy', 'pełna nazwa firmy', 'nazwa spółki'],
    ...['nazwa przedsiębiorstwa', 'przedsiębiorstwo'],
  ],
  phone: [
    ...['phone', 'phone number', 'work direct phone', 'direct phone', 'direct phone number', 'direct dial'],
    ...['work phone', 'business phone', 'office phone', 'phone work', 'person phone', 'person phone work'],
    ...['phone 1 value', 'contact phone', 'telephone', 'mobile phone', 'mobile phone number', 'mobilephone'],
    ...['mobile', 'mobile number', 'mobile no', 'phone mobile', 'cell phone', 'téléphone', 'numéro de téléphone'],
    ...['tél', 'téléphone direct', 'tél direct', 'ligne directe', 'téléphone professionnel', 'téléphone pro'],
    ...['tél pro', 'téléphone bureau', 'téléphone mobile', 'tél mobile', 'portable', 'téléphone portable'],
    ...['tél portable', 'téléphone fixe', 'tél fixe', 'telefon', 'numer telefonu', 'nr telefonu'],
    ...['telefon kontaktowy', 'telefon bezpośredni', 'telefon służbowy', 'telefon komórkowy', 'tel kom'],
    ...['telefon stacjonarny', 'téléphone standard', 'tél standard', 'corporate phone', 'company phone'],
    ...['company main phone', 'company hq phone'],
  ],
  job_title: [
    ...['job title', 'jobtitle', 'job position', 'person job title', 'organization title', 'organization 1 title'],
    ...['prospect position', 'current job title', 'designation', 'position', 'fonction', 'poste', 'poste fonction'],
    ...['intitulé du poste', 'intitulé de poste', 'poste occupé', 'fonction dirigeant', 'fonction du dirigeant'],
    ...['fonction contact', 'fonction du contact', 'titre du poste', 'titre professionnel', 'stanowisko'],
    ...['nazwa stanowiska', 'stanowisko pracy', 'stanowisko osoby kontaktowej', 'funkcja', 'function', 'title', 'titre'],
  ],
  industry: [
    ...['industry', 'sector', 'primary industry', 'company industry', 'organization industry'],
    ...["secteur d'activité", 'secteur', 'libellé naf', 'libellé ape', 'branża', 'branża firmy', 'sektor'],
  ],
  country: [
    ...['country', 'country region', 'company country', 'person country', 'primary address country'],
    ...['business country region', 'pays', 'kraj'],
  ],
  employees: [
    ...['number of employees', 'numberofemployees', 'no of employees', 'employees', 'employee count'],
    ...['company employee count', 'organization number of employees', 'companynumber of employees', 'company size'],
    ...['company headcount', 'headcount', 'workforce', 'employee range', 'company employee range'],
    ...["tranche d'effectif", "tranche d'effectifs", 'tranche effectif', 'effectif', 'effectifs', 'effectif salarié'],
    ...['nombre de salariés', 'nombre salariés', 'nb salariés', 'nb de salariés', "nombre d'employés", 'salariés'],
    ...['liczba pracowników', 'liczba zatrudnionych', 'ilość pracowników', 'zatrudnienie', 'wielkość zatrudnienia'],
  ],
  revenue: [
    ...['annual revenue', 'annualrevenue', 'revenue', 'company revenue', 'company annual revenue'],
    ...['companyannual revenue', 'organization annual revenue', 'turnover', "chiffre d'affaires"],
    ...["chiffre d'affaires annuel", 'przychód', 'przychody', 'roczny przychód', 'przychody roczne'],
  ],
  budget_amount: ['budget', 'budget amount', 'montant du budget', 'budget alloué', 'budżet', 'kwota budżetu'],
  need_stated: ['need', 'need stated', 'besoin', 'besoin exprimé', 'potrzeba', 'zgłoszona potrzeba'],
  challenge_stated: ['challenge', 'challenges', 'pain point', 'pain', 'problem', 'défi', 'enjeu', 'problème', 'wyzwanie'],
  goal_stated: ['goal', 'goals', 'objective', 'objectif', 'objectifs', 'cel', 'cele'],
  plan_stated: ['plans', 'action plan', 'projet', "plan d'action", 'plany', 'plan działania'],
  priority: ['priority', 'priorité', 'priorytet'],
  replied: ['replied', 'email replied', 'a répondu', 'odpowiedź'],
  buys_on: [
    ...['purchase date', 'planned purchase date', 'expected purchase date', 'expected close date'],
    ...['deal expected close date', 'lead expected close date', 'expected closing', "date d'achat"],
    ...["date d'achat prévue", 'date de clôture prévue', 'data zakupu', 'planowana data zakupu'],
  ],
  opens: ['email opens', 'marketing emails opened', 'emails opened', 'e-mails ouverts', 'ouvertures', 'otwarcia', 'otwarte e-maile'],
  clicks: ['email clicks', 'marketing emails clicked', 'links clicked', 'clics', 'kliknięcia'],
  downloads: [
    ...['e-book downloads', 'ebook downloads', 'content downloads', 'e-books téléchargés', 'téléchargements'],
    ...['pobrane e-booki', 'pobrania'],
  ],
  quote_requested: [
    ...['quote requested', 'requested a quote', 'devis demandé', 'demande de devis', 'zapytanie ofertowe'],
    ...['prośba o wycenę'],
  ],
  carts: ['carts', 'abandoned carts', 'paniers', 'paniers abandonnés', 'koszyki', 'porzucone koszyki'],
  orders: ['orders', 'number of orders', 'commandes', 'nombre de commandes', 'zamówienia', 'liczba zamówień'],
  last_activity: [
    ...['last activity', 'last activity date', 'last activity time', 'lastactivitydate', 'last active'],
    ...['person last activity date', 'dernière activité', 'date de dernière activité', 'ostatnia aktywność'],
    ...['data ostatniej aktywności'],
  ],
  opted_in: [
    ...['opt-in', 'optin', 'opted in', 'email opt in', 'consent', 'marketing consent', 'email consent'],
    ...['consent to contact', 'marketing opt in', 'person marketing status', 'marketing status', 'opt-in e-mail'],
    ...['consentement', 'consentement marketing', 'accord de contact', 'zgoda', 'zgoda marketingowa'],
    ...['zgoda na kontakt', 'zgoda na kontakt handlowy', 'zgoda na marketing'],
  ],
  opted_out: [
    ...['email opt out', 'hasoptedoutofemail', 'opt-out', 'optout', 'email optout', 'opted out', 'email opted out'],
    ...['opted out of email', 'unsubscribed', 'unsubscribe', 'is unsubscribed', 'email unsubscribed'],
    ...['unsubscribed from all email', 'do not contact', 'donotcontact', 'do not email', 'donotemail', 'do not mail'],
    ...['do not market', 'refuse bulk emailings', 'blacklist', 'blacklisted', 'is blacklisted', 'email blacklisted'],
    ...['email is blacklisted', 'blocklisted', 'suppressed', 'consent withdrawn', 'consent revoked'],
    ...['consent refused', 'opt-in withdrawn', 'opt-out date', 'unsubscribe date', 'unsubscribed at', 'unsubscribed on'],
    ...['désinscrit', 'désabonné', 'désinscription', 'désabonnement', 'date de désinscription', 'opt-out email'],
    ...['ne pas contacter', 'ne plus contacter', 'ne pas démarcher', 'ne pas envoyer de mail', 'refus'],
    ...['refus de contact', 'refus de prospection', 'refus emailing', 'liste noire', 'robinson', 'liste robinson'],
    ...['opposition', 'opposition rgpd', "droit d'opposition", 'stop email', 'consentement retiré'],
    ...['retrait du consentement', 'wypisany', 'wypisana', 'wypisano', 'data wypisania', 'rezygnacja'],
    ...['nie kontaktować', 'nie kontaktować się', 'nie wysyłać', 'sprzeciw', 'sprzeciw marketingowy'],
    ...['odmowa', 'odmowa kontaktu', 'czarna lista', 'zgoda wycofana', 'zgoda cofnięta', 'wycofanie zgody'],
    ...['cofnięcie zgody'],
  ],
  do_not_call: [
    ...['do not call', 'donotcall', 'do not phone', 'dnc', 'do not call list', 'on dnc list', 'phone opt out'],
    ...['call opt out', 'phone blacklisted', 'phone is blacklisted', 'tps', 'ctps', 'ne pas appeler'],
    ...['ne plus appeler', 'ne pas téléphoner', 'refus téléphone', "refus d'appel", 'bloctel', 'inscrit bloctel'],
    ...['inscription bloctel', 'liste bloctel', 'opposition téléphonique', 'liste rouge', 'nie dzwonić'],
    ...['nie telefonować', 'lista robinsona'],
  ],
  source: [
    ...['lead source', 'leadsource', 'original source', 'original traffic source', 'source', 'origin', 'provenance'],
    ...['origine', 'źródło', 'źródło leada', 'utm source', 'platform'],
  ],
  created: [
    ...['create date', 'created', 'created at', 'created on', 'created date', 'createddate', 'created time'],
    ...['creation date', 'date created', 'date added', 'date entered', 'lead lead created on', 'first contact date'],
    ...['date de création', 'date création', 'data utworzenia'],
  ],
};

/** Headers that mean a field on the list at hand, though too little by themselves for a rulebook that reads any list. */
export const HEADERS_OF_A_LIST: Readonly<Record<string, readonly string[]>> = {
  company: ['firma nazwa', 'entreprise cliente', 'nom entreprise', 'nazwa', 'account'],
  revenue: ['ca', 'ca annuel', 'obrót', 'obroty'],
  budget_amount: [
    ...['montant', 'montant ht', 'montant estimé', 'budget estimé', 'budget prévu', 'amount', 'deal value'],
    ...['deal amount', 'lead value', 'opportunity amount', 'expected revenue', 'estimated budget', 'kwota'],
    ...['wartość', 'szacowany budżet'],
  ],
  last_activity: [
    ...['last contact', 'last contacted', 'last contact date', 'dernier contact', 'date du dernier contact'],
    ...['date de contact', 'ostatni kontakt', 'data ostatniego kontaktu', 'data kontaktu'],
  ],
  created: ['date', 'date d’inscription', 'date de saisie', 'data', 'data dodania', 'utworzono', 'data zapisu', 'creation'],
  opens: ['email open'],
  buys_on: ['planowany zakup', 'buying date'],
  source: ['canal', 'channel', 'kanał', 'campaign', 'campaign name'],
  industry: ['activité', 'secteur activité'],
};

/** What stands before a name: in a column `Title` it is no job title. */
export const SALUTATIONS: readonly string[] = [
  ...['mr', 'mr.', 'mrs', 'mrs.', 'ms', 'ms.', 'miss', 'mx', 'mx.', 'sir', 'madam', 'dr', 'dr.', 'prof', 'prof.'],
  ...['prof. dr.', 'herr', 'frau', 'm', 'm.', 'mme', 'mme.', 'mlle', 'mlle.', 'monsieur', 'madame'],
  ...['mademoiselle', 'maître', 'pan', 'pani', 'państwo', 'p.', 'mgr', 'mgr inż.', 'inż.'],
  ...['dr inż.'],
];
