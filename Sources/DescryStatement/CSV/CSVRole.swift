import DescryCore

/// What a column of a statement holds.
enum CSVRole: String, CaseIterable {
  case date, valueDate = "value-date", descriptor, detail, counterparty, amount, debit, credit
  case balance, currency, marker, status, id, reference, creditor, mandate, mcc, category, fee
  case originalAmount = "original-amount", originalCurrency = "original-currency", account
  case counterpartyAccount = "counterparty-account", time, ignored = "-"

  /// The role that a header names, in any of the languages that are known.
  static func named(_ header: String) -> (role: CSVRole, currency: String?)? {
    let key = CSVHeader.key(header)
    guard !key.isEmpty else { return nil }
    if let role = table[key] { return (role, CSVHeader.currency(header)) }
    // "Amount (EUR)", "Montant(EUROS)", "Betrag (€)", "Balance (GBP)".
    if let bare = CSVHeader.withoutParentheses(header), let role = table[CSVHeader.key(bare)] {
      return (role, CSVHeader.currency(header))
    }
    // "Montant en euro", "Umsatz in EUR", "Amount GBP".
    for suffix in [
      "eneuros", "eneuro", "ineur", "ineuro", "eneur", "euros", "euro", "eur", "gbp", "usd", "chf",
      "francs",
    ]
    where key.hasSuffix(suffix) {
      if let role = table[String(key.dropLast(suffix.count))] {
        return (
          role, CSVHeader.currency(header) ?? (suffix.contains("eur") ? "EUR" : suffix.uppercased())
        )
      }
    }
    return nil
  }

  private static let table: [String: CSVRole] = {
    var table: [String: CSVRole] = [:]
    for (role, names) in CSVHeader.aliases {
      for name in names.split(separator: "|") { table[CSVHeader.key(String(name))] = role }
    }
    return table
  }()
}

/// The words of headers.
enum CSVHeader {
  /// A header's letters and digits, small, without accents.
  static func key(_ header: String) -> String {
    var key = ""
    for scalar in header.lowercased().unicodeScalars {
      if let plain = accents[scalar] {
        key += plain
      } else if scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
        key.unicodeScalars.append(scalar)
      }
    }
    return key
  }

  /// The header without what stands in parentheses, or nil when nothing does.
  static func withoutParentheses(_ header: String) -> String? {
    guard let open = header.firstIndex(where: { $0 == "(" || $0 == "[" }) else { return nil }
    return String(header[..<open])
  }

  /// The currency that a header names.
  static func currency(_ header: String) -> String? {
    for word in header.split(whereSeparator: { !$0.isLetter }) {
      if let currency = CSVPreamble.currency(word) { return currency.code }
    }
    let signs: [(String, String)] = [
      ("EUR", "EUR"), ("€", "EUR"), ("euro", "EUR"), ("£", "GBP"), ("(zł)", "PLN"), ("R$", "BRL"),
      ("₹", "INR"),
    ]
    return signs.first { header.contains($0.0) }?.1
  }

  private static let accents: [Unicode.Scalar: String] = {
    var accents: [Unicode.Scalar: String] = [:]
    for (plain, letters) in [
      ("a", "àáâãäåąăā"), ("ae", "æ"), ("c", "çćč"), ("d", "ďđ"), ("e", "èéêëęěėē"), ("g", "ğģ"),
      ("i", "ìíîïįīı"), ("k", "ķ"), ("l", "łľļ"), ("n", "ñńňņ"), ("o", "òóôõöøő"), ("oe", "œ"),
      ("r", "ř"), ("s", "śšșş"), ("ss", "ß"), ("t", "ťțţ"), ("u", "ùúûüůűųū"), ("y", "ýÿ"),
      ("z", "źżž"),
    ] {
      for scalar in letters.unicodeScalars { accents[scalar] = plain }
    }
    return accents
  }()

  /// The names of columns in exports of French, English, German, Dutch, Spanish, Italian, Portuguese,
  /// Swedish, Danish, Norwegian, Finnish, Polish and Czech banks, and the commonest of others.
  static let aliases: [(CSVRole, String)] = [
    (
      .date,
      """
      date|dateop|dateoperation|datedoperation|datedeloperation|datecomptable|datedecomptabilisation|\
      datecomptabilisation|dateecriture|dated'écriture|dateopération|date transaction|transaction date|trans date|\
      trans. date|transactiondate|posting date|postingdate|booking date|bookingdate|completed date|\
      date completed|date completed (utc)|completed date (utc)|entry date|posted|posted date|post date|datum|\
      buchungstag|buchungsdatum|buchung|buchungs datum|belegdatum|boekdatum|boekingsdatum|\
      transactiedatum|uitvoeringsdatum|verrichtingsdatum|fecha|fecha operacion|fecha operación|fecha contable|\
      f. operacion|data|data operazione|data contabile|data movimento|data mov.|data lancamento|data lançamento|\
      bokföringsdag|bokföringsdatum|bokforingsdatum|bokført|bokføringsdato|bogført|bogføringsdato|dato|reskontradato|\
      kirjauspäivä|maksupäivä|data operacji|data transakcji|data księgowania|datum zaúčtování|datum provedení|datum zauctovani|datum provedeni|\
      created|created at|created on|time|timestamp|date and time|datetime|fecha de operación|fecha de la operación|\
      run date|trade date|settled|date de transaction|date de l'achat|date achat|jour|day|txn date|activity date|transaktionsdag|transaktionsdatum|reskontradatum|process date|processed date|effective date|transaction posted date
      """
    ),
    (
      .valueDate,
      """
      date valeur|dateval|date de valeur|valutadatum|valuta|wertstellung|wertstellungsdatum|valutatag|value date|\
      valuedate|rentedatum|valutadag|fecha valor|f. valor|data valuta|data valor|valutadato|valuteringsdag|\
      started date|settlement date|data waluty|datavaluta|rentedato|valutering|wertstellung (valuta)|interest date|arvopäivä|räntedag
      """
    ),
    (
      .descriptor,
      """
      libelle|libellé|libelle operation|libellé opération|libelle de l'operation|label|description|transaction description|\
      details|detail|memo|narrative|payee|name|verwendungszweck|buchungstext|omschrijving|omschrijving1|omschrijving 1|mededelingen|\
      mededeling|concepto|descripcion|descripción|descripción de la operación|descrizione|descrizione operazione|causale|\
      descricao|descrição|descritivo|historico|text|tekst|beskrivning|specifikation|transaktion|forklaring|beskrivelse|\
      opis|opis operacji|opis transakcji|tytul|tytuł|popis|zpráva pro příjemce|selite|viesti|saaja/maksaja|particulars|\
      original description|libelle complet operation|libellé_complet_operation|nature de l'operation|operation|opération|intitule|intitulé|objet|\
      merchant|merchant name|commercant|commerçant|payee name|comunicazione|movimiento|transaction|transaction details|remittance information|structured message|\
      verwendungszweck zeile 1|vorgang/verwendungszweck|payment details|betalingskenmerk omschrijving|rubrik|referenstext|wording|communication|communications|\
      buchungsinformationen|buchungsdetails|zahlungsgrund|meddelande|title|bezeichnung|naam/omschrijving|description1|transaction memo|descripcion1|désignation|activity|activity name
      """
    ),
    (
      .detail,
      """
      detail de l'ecriture|détail de l'écriture|informations complementaires|libelle court|libelle simplifie|memo1|notes|note|\
      commentaire|comment|reference details|payment reference|omschrijving2|omschrijving3|omschrijving-2|omschrijving-3|\
      omschrijving-1|description 2|description 3|description2|description3|extended details|vorgang|observaciones|beneficiario o concepto|descrizione estesa|\
      tekst 2|melding|transactietype omschrijving|additional info|more details|concepto ampliado|verwendungszweck zeile 2|verwendungszweck zeile 3|subject|avsändare|additional information|libelle interne
      """
    ),
    (
      .counterparty,
      """
      counterparty|counter party|partner name|nom du tiers|tiers|beneficiaire|bénéficiaire|emetteur|émetteur|\
      auftraggeber/empfänger|empfänger|empfaenger|zahlungsempfänger|beguenstigter/zahlungspflichtiger|begünstigter/zahlungspflichtiger|\
      auftraggeber / begünstigter|name zahlungsbeteiligter|zahlungsempfänger*in|begünstigter/auftraggeber|begünstigter / auftraggeber|payee/payer|naam tegenpartij|\
      naam / omschrijving|naam tegenrekening|tegenpartij|naam|nome|ordinante|beneficiario|beneficiario/ordenante|mottagare|modtager|mottaker|nazwa kontrahenta|\
      kontrahent|nadawca/odbiorca|název protiúčtu|nazev protiuctu|saaja|to|recipient|payer name|counterparty name|contrepartie|nom de la contrepartie|nom contrepartie|\
      tegenpartij naam|partner|dati controparte|supplierfound|empfänger/auftraggeber|naam ontvanger|ontvanger|name counterparty|gegenpartei|zahlungspartner|nom|payer/payee|nazwa odbiorcynadawcy|nazwa nadawcyodbiorcy
      """
    ),
    (
      .amount,
      """
      amount|montant|montant operation|montant de l'operation|montant de l'opération|montant_operation|amount1|value|betrag|umsatz|bedrag|\
      importe|importo|valor|belopp|beløb|belob|beløp|belop|kwota|kwota operacji|częstka|castka|částka|objem|määrä|summa|net|netto|\
      gross|brutto|transaction amount|amount in account currency|montant operation en euro|total|importe eur|\
      transaktionsbetrag|umsatzbetrag|bedrag af/bij|importe (€)|ammontare|amount (gbp)|billing amount|montant en devise du compte|mouvement|\
      bewegung|transactiebedrag|importe operacion|importe movimiento|account amount|amt|local currency amount|charge|kwota transakcji|kwota w walucie rachunku|montante|cantidad|monto|importância|somme
      """
    ),
    (
      .debit,
      """
      debit|débit|debits|debit amount|débit euros|debit euros|debits($)|withdrawal|withdrawals|withdrawal amount|withdrawn|money out|paid out|\
      soll|belastung|lastschrift|af|debet|cargo|cargos|debe|addebito|addebiti|uscite|dare|debito|débito|gastos|ud|ut|ut fra konto|uttag|\
      obciążenia|obciazenia|obciążenie|sortie|depense|dépense|dépenses|depenses|montant debit|montant débit|spent|out|outflow|charges|debit amt|money spent|ausgaben|ausgabe|payments|amount debit|\
      belastung in chf|lastschrift in chf|débit (chf)|amount out|saída|saídas|saida|funds out|borç|deebet|debetas|debets|terhelés|\
      výdaj|výdaje|odchozí|wydatki|wypłaty|otto|menot|χρέωση|расход|списание|isplata|duguje|retiro|retiros|egresos|salidas|\
      お引出し|出金|支出|引出金額|お支払金額|借方|출금|cash out|paid|spend|utgifter|uitgaven|retrait|retraits|abgang|abgänge|breme|출금액
      """
    ),
    (
      .credit,
      """
      credit|crédit|credits|credit amount|crédit euros|credit euros|deposit|deposits|deposit amount|money in|paid in|haben|gutschrift|bij|\
      abono|abonos|haber|accredito|accrediti|entrate|avere|credito|crédito|ingresos|ind|inn|inn på konto|insättning|uznania|uznanie|\
      entree|entrée|recette|recettes|montant credit|montant crédit|received|in|inflow|receipts|credit amt|einnahmen|einnahme|amount credit|gutschrift in chf|amount in|ingreso|\
      entrada|entradas|funds in|alacak|kreedit|kreditas|kredits|jóváírás|příjem|příjmy|příchozí|wpływy|wpłaty|pano|tulot|πίστωση|\
      приход|зачисление|uplata|potražuje|depósito|depósitos|お預入れ|入金|収入|預入金額|貸方|입금|cash in|income|inkomster|inkomsten|versement|versements|zugang|zugänge|dobro|입금액
      """
    ),
    (
      .balance,
      """
      balance|solde|running bal.|running balance|account balance|accountbalance|saldo|kontostand|saldo na trn|saldo na mutatie|saldo contabile|\
      saldo disponible|bokfört saldo|available balance|balance after|balance (gbp)|zůstatek|zustatek|saldo po transakcji|saldo po operacji|\
      saldo nach buchung|closing balance|solde apres operation|saldo eur|balance after transaction|ledger balance|disponible|boekhoudkundig saldo|disponibelt|tilgængelig saldo|current balance
      """
    ),
    (
      .currency,
      """
      currency|devise|währung|waehrung|valuta|munt|muntsoort|divisa|moneda|valuta1|moeda|waluta|měna|mena|currency code|account currency|devise du compte|\
      transaction currency|ccy|whg|valuutta|wahrung|waluta rachunku
      """
    ),
    (
      .marker,
      """
      d/c|dc|c/d|cd|debit/credit|credit/debit|af bij|af/bij|sens|soll/haben|s/h|bij/af|direction|signe|dare/avere|credit or debit|credit debit|credit_debit|transaction type d/c|sign|debit or credit|\
      d / c|creditdebit|debit credit indicator|credit debit indicator|debet/credit|transaktionsart s/h|debe/haber|debet/kredit|收/支
      """
    ),
    (
      .status,
      """
      status|state|statut|etat|état|estado|stato|tila|transaction status|zustand|buchungsstatus
      """
    ),
    (
      .id,
      """
      id|transaction id|transactionid|txid|reference number|transaktions-id|transaktionscode|numéro d'opération|numero operation|numéro de l'opération|fitid|volgnr|\
      transactiereferentie|transaction number|identyfikator|id transakce|id operace|verifikationsnummer|uuid|entry reference|extrait|numéro de mouvement|numero mouvement|transaktionsnummer|id transakcji|token|transaction reference number
      """
    ),
    (
      .reference,
      """
      reference|référence|ref|kundenreferenz|kundenreferenz (end-to-end)|betalingskenmerk|numero de reference|numéro de référence|referencia|\
      riferimento|transaction reference|check or slip #|check number|cheque number|end to end|referenz|transaktionsreferenz|viite|numer referencyjny|referens|check #|cheque no|customer reference|bank reference|structured reference
      """
    ),
    (
      .creditor,
      """
      gläubiger id|glaeubiger id|gläubiger-id|glaubiger id|gläubiger-identifikationsnummer|creditor id|incassant id|ics|identifiant creancier|identifiant créancier|id créancier
      """
    ),
    (
      .mandate,
      "mandatsreferenz|mandate reference|mandaatreferentie|machtigingskenmerk|rum|reference mandat|référence mandat|mandate|mandatsref|machtigingsid"
    ),
    (.mcc, "mcc|merchant category code|code mcc"),
    (
      .category,
      """
      category|categorie|catégorie|kategorie|categoria|kategori|kategoria|sous categorie|categoryparent|spending category|type|typ|tipo|transaction type|\
      type operation|type d'opération|type de transaction|soort|mutatiesoort|transaktionstyp|umsatztyp|umsatzart|transaktionsart|code|subcategory|buchungsart|details1|transactietype|type of transaction|rodzaj operacji|typ operacji
      """
    ),
    (
      .fee, "fee|frais|gebühr|kosten|commission|fees|fee amount|avgift|opłata|spese|comision|tarifa"
    ),
    (
      .originalAmount,
      """
      original amount|local amount|foreign currency amount|foreign amount|montant d'origine|originalbetrag|amount (foreign currency)|oorspronkelijk bedrag|\
      betrag (fremdwährung)|betrag in fremdwährung|importe original|oorspr bedrag|montant devise|montant en devise|source amount|oryginalna kwota|amount in foreign currency|exchange to amount|kwota w walucie transakcji
      """
    ),
    (
      .originalCurrency,
      "original currency|local currency|foreign currency|devise d'origine|oorspr munt|originalwährung|type fremdwährung|source currency|exchange from|waluta transakcji|devise origine"
    ),
    (
      .account,
      """
      account|account number|accountnum|compte|numero de compte|numéro de compte|konto|auftragskonto|kontonummer|rekening|rekeningnummer|iban/bban|iban|cuenta|conto|conta|\
      account name|accountlabel|account no|iban auftragskonto|numer rachunku|card no.|card number|card no|karte|iban rekening|accountno|número de cuenta|eigenes konto|moje konto|account id
      """
    ),
    (
      .counterpartyAccount,
      """
      tegenrekening|tegenrekening iban/bban|kontonummer/iban|partner iban|counterparty iban|counterparty account|gegenkonto|iban zahlungsbeteiligter|\
      bic (swift-code)|bic|rekening tegenpartij|numer konta kontrahenta|kontonummer mottagare|to account|iban tegenpartij|compte contrepartie|compte partie adverse|číslo protiúčtu|iban / kontonummer|kontonummer empfänger|iban empfänger|numer rachunku kontrahenta|rekeningnummer tegenpartij
      """
    ),
    (.time, "uhrzeit|heure|zeit|tijd|hora|ora|time1"),
  ]
}
