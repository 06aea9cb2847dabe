/** Providers that give a mailbox to anybody, so that the domain says nothing about where somebody works. */
const FREE_MAIL = `
  gmail.com googlemail.com outlook.com outlook.fr outlook.de outlook.pl outlook.es outlook.it hotmail.com hotmail.fr
  hotmail.de hotmail.pl hotmail.co.uk hotmail.es hotmail.it live.com live.fr live.de live.co.uk live.be live.nl msn.com
  yahoo.com yahoo.fr yahoo.de yahoo.pl yahoo.co.uk yahoo.es yahoo.it ymail.com rocketmail.com myyahoo.com aol.com aol.fr
  aol.de icloud.com me.com mac.com proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.io tuta.com
  zoho.com zohomail.eu gmx.com gmx.net gmx.de gmx.at gmx.ch gmx.fr mail.com email.com usa.com fastmail.com fastmail.fm
  hushmail.com inbox.com mail.ru inbox.ru list.ru bk.ru yandex.com yandex.ru rambler.ru qq.com 163.com 126.com sina.com
  naver.com rediffmail.com ukr.net i.ua
  orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net bbox.fr club-internet.fr numericable.fr aliceadsl.fr alice.fr
  cegetel.net voila.fr caramail.com libertysurf.fr noos.fr 9online.fr 9business.fr mailo.com netcourrier.com
  skynet.be telenet.be bluewin.ch
  wp.pl o2.pl onet.pl onet.eu op.pl vp.pl poczta.onet.pl poczta.onet.eu poczta.fm interia.pl interia.eu interia.com
  gazeta.pl tlen.pl go2.pl autograf.pl buziaczek.pl amorki.pl spoko.pl vip.onet.pl poczta.pl prokonto.pl int.pl
  web.de freenet.de t-online.de online.de arcor.de mail.de email.de posteo.de mailbox.org vodafone.de kabelmail.de
  btinternet.com sky.com virginmedia.com ntlworld.com talktalk.net blueyonder.co.uk
  libero.it virgilio.it tiscali.it alice.it tin.it terra.es telefonica.net seznam.cz email.cz centrum.cz azet.sk
  comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net
`;

/** Beginnings of addresses that belong to an office, not to a person; with the `@`, for `starts_with`. */
const ROLE_ACCOUNTS = `
  info@ contact@ sales@ office@ hello@ team@ admin@ administrator@ support@ help@ helpdesk@ service@ mail@ email@
  marketing@ press@ media@ pr@ news@ newsletter@ billing@ invoices@ accounts@ accounting@ finance@ orders@ order@
  purchasing@ procurement@ hr@ jobs@ careers@ recruitment@ reception@ enquiries@ inquiries@ webmaster@ postmaster@
  hostmaster@ abuse@ noreply@ no-reply@ privacy@ legal@ export@ management@
  accueil@ commercial@ commerciale@ ventes@ achats@ direction@ secretariat@ comptabilite@ compta@ facturation@ rh@
  recrutement@ presse@ communication@ bonjour@ devis@ sav@ siege@ agence@ contacts@ informations@ renseignements@
  kontakt@ biuro@ sekretariat@ handlowy@ handel@ sprzedaz@ zamowienia@ ksiegowosc@ faktury@ faktura@ kadry@ praca@
  rekrutacja@ serwis@ pomoc@ bok@ firma@ poczta@ recepcja@ zarzad@ sklep@ zakupy@ logistyka@
  vertrieb@ verkauf@ buero@ einkauf@ rechnung@ bewerbung@ zentrale@ anfrage@
`;

/** Sets that every rulebook has, by name. */
export const BUILT_IN_SETS: Readonly<Record<string, readonly string[]>> = Object.freeze({
  free_mail: words(FREE_MAIL),
  role_accounts: words(ROLE_ACCOUNTS),
});

function words(text: string): readonly string[] {
  return Object.freeze(text.trim().split(/\s+/));
}
