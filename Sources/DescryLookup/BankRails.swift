internal import DescryPattern
internal import DescryText

/// What banks print before and behind the merchant's part, as measured on the lines of French,
/// Belgian, Swiss, British, American, German, Dutch, Spanish, Italian, Danish and Australian banks.
///
/// The patterns stand over the normalised line: capitals, no accents, single blanks.
enum BankRails {
  struct Rail {
    let pattern: String
    let rail: ParsedDescriptor.Rail
    var isCredit = false
    var placeComesFirst = false
    var country: String?

    init(
      _ pattern: String, _ rail: ParsedDescriptor.Rail, credit: Bool = false,
      placeFirst: Bool = false,
      _ country: String? = nil
    ) {
      // A rail begins the line, behind what some exports put first (a type, a number of payments).
      self.pattern = #"\A(?:[A-Z ]{1,30} \| )?"# + pattern
      self.rail = rail
      isCredit = credit
      placeComesFirst = placeFirst
      self.country = country
    }
  }

  /// A day, as the lines of most countries write it.
  private static let day = #"(?<date>[0-3][0-9][/.\-][01][0-9](?:[/.\-](?:20)?[0-9]{2})?)"#
  private static let packedDay = #"(?<date>[0-3][0-9][01][0-9](?:[0-9]{2})?)"#
  private static let tail = #"(?:X+|\*+|[0-9X*]{4,})?(?<tail>[0-9]{4})"#

  /// The longest match wins.
  static let rails: [Rail] = [
    // France
    Rail(#"FACTURE CARTE DU \#(packedDay) "#, .card, "FR"),
    Rail(#"FACTURE \#(day) - "#, .card, "FR"),
    Rail(#"CARTE \#(day) "#, .card, "FR"),
    Rail(#"CARTE X[0-9]{3,4} (?:\#(day) )?"#, .card, "FR"),
    Rail(#"CARTE (?=[A-Z][A-Z])(?!NO |NUMERO |GRISE)"#, .card, "FR"),
    Rail(#"CARTE X[0-9]{3,4} REMBT \#(day) "#, .card, credit: true, "FR"),
    Rail(
      #"(?:AVOIR|ANN(?:ULATION)?|REMB(?:OURSEMENT|T)?\.?)(?: PAR| DE)? (?:CARTE|CB)(?: X[0-9]{4})?(?: DU)? (?:\#(day) )?"#,
      .card, credit: true, "FR"),
    Rail(#"AVOIR \#(day) "#, .card, credit: true, "FR"),
    Rail(#"PAIEMENT PAR CARTE (?:X?[0-9]{4} )?(?:\#(day) )?"#, .card, "FR"),
    Rail(#"PAIEMENT (?:DU )?\#(day) "#, .card, "FR"),
    Rail(#"(?:[0-9]+ )?PAIEMENTS? (?:PSC|CB|MOB) ?\#(packedDay) "#, .card, placeFirst: true, "FR"),
    Rail(#"[0-9]+ PAIEMENTS? \#(packedDay) "#, .card, placeFirst: true, "FR"),
    Rail(#"PAIEMENT (?:PSC|CB|MOB) "#, .card, placeFirst: true, "FR"),
    Rail(
      #"(?:AVOIR|REMB\.?) (?:PSC|CB|MOB) ?\#(packedDay) "#, .card, credit: true, placeFirst: true,
      "FR"),
    Rail(#"ACHAT (?:PAR )?(?:CB|CARTE)(?: \#(day))? "#, .card, "FR"),
    Rail(#"CREDIT CARTE BANCAIRE "#, .card, credit: true, "FR"),
    Rail(#"\*?(?:FAC )?CB[ *]+(?:\#(day) )?"#, .card, "FR"),
    Rail(#"(?:PAIEMENT INTERNET(?: CB)?|CARTE BANCAIRE) "#, .card, "FR"),
    Rail(#"PAIEMENTS? CB "#, .card, "FR"),
    Rail(#"SEPA (?!-|CREDIT TRANSFER)(?=[A-Z])"#, .directDebit, "FR"),
    Rail(
      #"(?:PRLV|PRELEV(?:EMENT)?|PRELEVT|PRLVT|PREL)(?: SEPA)?(?: EUROPEEN(?: EMIS| DE)?)?(?: RECU)?(?: [0-9]{6,8})?(?: DE| EMETTEUR)?[ :]+"#,
      .directDebit, "FR"),
    Rail(
      #"(?:REJET|ANNULATION|REMB\.?) (?:DE )?(?:PRLV|PRELEVEMENT)(?: SEPA)? "#, .directDebit,
      credit: true, "FR"),
    Rail(
      #"VIR(?:EMENT|T)?(?: (?:SEPA|INST|INSTANTANE|PERM(?:ANENT)?|EUROPEEN|EN EUROS))*(?: (?:RECU|EN VOTRE FAVEUR|FAVEUR TIERS))+(?: (?:[0-9]{6,}|<REF>)[A-Z]?)?(?: ?/?DE)?[ :/]+"#,
      .transfer, credit: true, "FR"),
    Rail(
      #"VIR(?:EMENT|T)?(?: (?:SEPA|INST|INSTANTANE|PERM(?:ANENT)?|EUROPEEN|EMIS))*(?: (?:VERS|POUR|DE|WEB))?[ :]+"#,
      .transfer, "FR"),
    Rail(
      #"(?:RETRAIT(?: (?:DAB|GAB|AU DISTRIBUTEUR|ESPECES|CB))?|RET (?:DAB|GAB))(?: (?:DU )?\#(day))?[ :]*"#,
      .cash, "FR"),
    Rail(#"(?:CHEQUE|CHQ\.?|REMISE CHEQUES?)(?: N?[0-9]+)?\b"#, .cheque, "FR"),
    Rail(#"(?:ECHEANCE|ECH)(?: DE)? PRET "#, .loan, "FR"),
    // Belgium, Switzerland, in French
    Rail(
      #"(?:(?:(?:APPLE|GOOGLE|SAMSUNG|PF) PAY|TWINT) )?ACHAT/(?:SERVICE|PRESTATION|SHOPPING EN LIGNE)(?: TWINT)?(?: DU \#(day),?)? (?:CARTE NO [X*0-9]+ )?(?:M (?=M))?"#,
      .card, "CH"),
    Rail(#"(?:DEBIT|PRELEVEMENT) LSV(?:\+)? "#, .directDebit, "CH"),
    Rail(
      #"PAIEMENT (?:PAR CARTE DE BANQUE |AVEC |SANS CONTACT AVEC )(?:[0-3][0-9]-[01][0-9] [0-9.]+,[0-9]{2}-)?(?:AVEC )?LA CARTE(?: DE (?:DEBIT|CREDIT|BANQUE))?(?: NUMERO)?(?: [0-9X*]{4}){4}(?: [0-9])? (?:[0-9]{3,5} )?"#,
      .card, "BE"),
    Rail(
      #"PAIEMENT (?:SANS CONTACT )?AVEC (?:LA )?CARTE DE (?:DEBIT|CREDIT|BANQUE) "#, .card, "BE"),
    Rail(#"(?:BANCONTACT|MAESTRO|VISA DEBIT) - (?:ACHAT|PAIEMENT) - "#, .card, "BE"),
    Rail(
      #"(?:VOTRE |PREMIER PRELEVEMENT D'UNE )?(?:[0-9.\-]+ )?(?:[0-9.,]+-)?DOMICILIATION(?: EUROPEENNE)?(?: (?!DE |POUR )[^ ]{2,})?(?: DE| POUR)(?: [0-3][0-9]-[01][0-9] [0-9.]+,[0-9]{2}-| )"#,
      .directDebit, "BE"),
    Rail(
      #"PREMIER PRELEVEMENT D'UNE +[0-3][0-9]-[01][0-9] [0-9.]+,[0-9]{2}-DOMICILIATION EUROPEENNE DE "#,
      .directDebit, "BE"),
    Rail(
      #"PAIEMENT (?:DEBIT ?MASTERCARD|MAESTRO|BANCONTACT|VISA)(?: SANS CONTACT)?(?: [0-9X*]{8,})?(?: DU)? (?:\#(day) )?(?:[0-9]{2}[:.][0-9]{2} )?"#,
      .card, "BE"),
    Rail(#"DOMICILIATION(?: EUROPEENNE)?(?: DE| POUR)? "#, .directDebit, "BE"),
    // United Kingdom, Ireland
    Rail(#"CARD (?:PAYMENT|PURCHASE)(?: TO)? "#, .card, "GB"),
    Rail(#"(?:CARD|CLS|WLT|CNL|CHP|VIS|POS) [0-9]{2,4}, "#, .card, "GB"),
    Rail(#"(?:CONTACTLESS|VIS|\)\)\)) (?:PAYMENT )?"#, .card, "GB"),
    Rail(
      #"[0-9]{4} [0-3][0-9][A-Z]{3}[0-9]{2} (?:(?:C|D|CD|CR) )?"#, .card, "GB"),
    Rail(#"DIRECT DEBIT(?: PAYMENT)?(?: TO)?[ :]+"#, .directDebit, "GB"),
    Rail(
      #"(?:STANDING ORDER|STO|FASTER PAYMENTS?(?: RECEIPT)?|BILL PAYMENT)(?: VIA)?(?: TO)? "#,
      .transfer, "GB"),
    Rail(#"CASH (?:WITHDRAWAL|MACHINE)(?: AT)? "#, .cash, "GB"),
    // United States, Canada
    Rail(#"CHECKCARD [0-9]{4} "#, .card, "US"),
    Rail(
      #"(?:RECURRING )?(?:PURCHASE|PAYMENT)(?: RETURN)? AUTHORIZED ON [01][0-9]/[0-3][0-9] "#,
      .card, "US"),
    Rail(
      #"(?:POS|DEBIT CARD|VISA|DBT CRD|CHECK CARD|DEBIT)(?: (?:DEBIT|PURCHASE|POS|CARD))+(?: [X*]{2,}[0-9]{4})?(?: [01][0-9]/?[0-3][0-9])?[ :\-]+"#,
      .card, "US"),
    Rail(
      #"(?:POS|VISA|DEBIT CARD) (?:DEBIT|PURCHASE) - (?:VISA )?[X*]*[0-9]{4} - "#, .card, "US"),
    Rail(#"PURCHASE (?=[A-Z0-9].* [A-Z]{2}US\z)"#, .card, "US"),
    Rail(
      #"(?:NON-?[A-Z0-9]{2,12} )?ATM (?:CASH )?(?:WITHDRAWAL|W/D|WD|WITHDRWL|DEBIT)(?: (?:AUTHORIZED ON [01][0-9]/[0-3][0-9]|AT|[01][0-9]/[0-3][0-9]))?[ #:\-]+"#,
      .cash),
    Rail(
      #"(?:(?:ONLINE|INTERNET|MOBILE|TELEPHONE|WEB|RECURRING|BOOK|AUTOMATIC|INTERNAL|EXTERNAL|SCHEDULED) (?:BANKING )?)?TRANSFER (?:TO|FROM)[ :]+"#,
      .transfer),
    Rail(#"ZELLE (?:(?:PAYMENT|TRANSFER|INSTANT PMT) )?(?:TO|FROM)[ :]+"#, .transfer, "US"),
    Rail(#"(?:INTERAC )?E-?TRANSFER (?:SENT |RECEIVED )?(?:TO |FROM )?"#, .transfer, "CA"),
    // However a bank calls a card payment: its words before the card's number or the day.
    Rail(
      #"(?:(?:RECURRING|POS|DEBIT|DEB|DBT|CREDIT|CARD|CRD|CHECK|VISA|MASTERCARD|MAESTRO|EFTPOS|INTERAC|PURCHASE|PURCH|PMT|PAYMENT|CONTACTLESS|SALE|TXN|TRANSACTION|ACHAT|PAIEMENT|CB|CARTE|BANCAIRE)[ \-]+){1,6}(?:(?:[0-9X*]{4}[ \-]){0,3}[0-9]{4}[ ,:\-]+(?=[A-Z0-9])|(?=(?:[0-9]{4,6}[ \-]?)?[X*]{2,}[X*\- ]*[0-9]{2,4}[ ,\-]|[0-3][0-9]/[0-3][0-9](?:/[0-9]{2,4})? ))"#,
      .card),
    Rail(#"PENDING(?: TRANSACTION)?[ :\-]+"#, .card),
    Rail(#"\#(day) (?:[0-9]{2}-[0-9]{4} )?(?=[A-Z])"#, .card),
    Rail(#"ORIG CO NAME:"#, .directDebit, "US"),
    Rail(
      #"(?:ACH|ELECTRONIC|PREAUTHORIZED)(?: (?:DEBIT|WITHDRAWAL|PAYMENT|PMT))+[ :\-]+"#,
      .directDebit, "US"),
    Rail(
      #"(?:REVERSE|REFUND|PURCHASE RETURN|SECURITY CREDIT|CARD REFUND)[ :\-]+"#, .card, credit: true
    ),
    // Germany, Austria, the Netherlands, Spain, Italy, Portugal, Denmark
    Rail(#"(?:EC[ \-])?(?:VISA|MASTERCARD|KARTENZAHLUNG|GIROCARD)(?: DEBIT)? "#, .card, "DE"),
    Rail(
      #"(?:SEPA[ \-])?(?:BASIS|FOLGE|ERST|EINMAL)?LASTSCHRIFT(?:EINZUG)?(?: WIEDERHOLEND| EINMALIG)?[ :]+"#,
      .directDebit, "DE"),
    Rail(
      #"(?:SEPA[ \-])?(?:UE?BERWEISUNG|DAUERAUFTRAG|ECHTZEITUE?BERWEISUNG)(?: (?:AN|VON))?[ :]+"#,
      .transfer, "DE"),
    Rail(
      #"(?:BARGELDAUSZAHLUNG|GELDAUTOMAT|BARGELDABHEBUNG|BARGELDBEHEBUNG|BANKOMAT)[ :]+"#, .cash,
      "DE"),
    Rail(
      #"(?:INCASSO|SEPA INCASSO(?: ALGEMEEN)?(?: DOORLOPEND)?|EUROPESE INCASSO)[ .:\-]+(?:NAAM:? )?"#,
      .directDebit, "NL"),
    Rail(#"BETAALAUTOMAAT [0-9: /.\-]*(?:NAAM: )?"#, .card, "NL"),
    Rail(
      #"BEA, (?:(?:APPLE|GOOGLE|SAMSUNG|GARMIN) PAY|BETAALPAS|PINPAS|CONTACTLOOS|MOBIEL) "#, .card,
      "NL"),
    Rail(
      #"BEA[ ,]+(?:NR:[A-Z0-9]+[ ,]+)?[0-3][0-9][.\-][01][0-9][.\-][0-9]{2}/[0-9.:]{4,5} "#,
      .card, "NL"),
    Rail(
      #"GEA[ ,]+(?:NR:[A-Z0-9]+[ ,]+)?[0-3][0-9][.\-][01][0-9][.\-][0-9]{2}/[0-9.:]{4,5} "#,
      .cash, "NL"),
    Rail(#"(?:GEA, BETAALPAS|GELDAUTOMAAT|GELDOPNAME)[ ,:]+"#, .cash, "NL"),
    Rail(#"(?:SEPA )?OVERBOEKING[ :]+"#, .transfer, "NL"),
    Rail(#"(?:PASBETALING|PINBETALING|BETALING (?:MET )?PAS) "#, .card, "NL"),
    Rail(
      #"(?:COMPRA|PAGO)(?: (?:CON |EN )?(?:TARJ(?:ETA)?\.?|COMERCIO))(?: [0-9X*]{4,})? (?:EN )?"#,
      .card, "ES"),
    Rail(
      #"(?:REINTEGRO|RETIRADA|DISPOSICION|RETIRO)(?: DE)?(?: EFECTIVO)?(?: (?:EN|POR))? CAJERO(?: AUTOMATICO)?[ :]+"#,
      .cash, "ES"),
    Rail(
      #"TRANSFERENCIA(?: (?:INMEDIATA|SEPA|PERIODICA|RECIBIDA|EMITIDA|REALIZADA))*(?: (?:A FAVOR DE|A|DE|PARA))?[ :]+"#,
      .transfer, "ES"),
    Rail(#"PAGO (?:MOVIL|CONTACTLESS|INTERNET) (?:EN )?"#, .card, "ES"),
    Rail(#"COMPRA (?:EN |NO |NA )?(?=[A-Z]{2})"#, .card),
    Rail(#"(?:RECIBO|ADEUDO)(?: DE)? "#, .directDebit, "ES"),
    Rail(
      #"(?:ADDEBITO|PAGAMENTO) (?:SDD|SEPA|DIRETTO)(?: CORE)?(?: A FAVORE DI)?[ :]+"#, .directDebit,
      "IT"),
    Rail(
      #"(?:PAGAMENTO|PAGAM\.?|ACQUISTO|OPERAZIONE)(?: (?:TRAMITE|CON|SU))?(?: (?:POS|CARTA|INTERNET|CONTACTLESS))+(?: [0-9X*]{4,})?(?: DEL)? (?:\#(day) )?(?:PRESSO )?"#,
      .card, "IT"),
    Rail(
      #"PRELIEVO(?: (?:BANCOMAT|ATM|SPORTELLO|CONTANTE|CARTA|AUTOMATICO|SU|DA|PRESSO))*[ :]+"#,
      .cash,
      "IT"),
    Rail(
      #"BONIFICO(?: (?:SEPA|ISTANTANEO|BANCARIO|ESTERO|DISPOSTO|RICEVUTO|IN USCITA|IN ENTRATA))*(?: (?:A FAVORE DI|A|DA|PER))?[ :]+"#,
      .transfer, "IT"),
    Rail(#"POS CARTA [0-9X*]{4,} (?:\#(day) )?"#, .card, "IT"),
    Rail(#"(?:DK )?(?:VISA|MASTERCARD|DANKORT)[ /]KOB(?: [A-Z]{3} [0-9.,]+)? "#, .card, "DK"),
  ]

  /// The patterns of the rails, in their order.
  static let railPatterns = PatternSet(rails.map { Pattern($0.pattern) })

  /// What may stand between the rail and the merchant's part: the card's number, masked or its end
  /// alone, the day and the time; taken off until none is left.
  static let preludes: [Pattern] = [
    #"\A(?:(?:CARD|CARTE|CB|KARTE|TARJETA|CARTA)(?: (?:NO|NR|NUMERO|N|ENDING(?: IN)?))?[ .:]*)?(?:[0-9]{4,6}[ \-]?)?[X*]{2,}[X*\- ]*(?<tail>[0-9]{2,4})[ ,:\-]+(?=[A-Z0-9])"#,
    #"\A(?:CARD|CARTE|KARTE|TARJETA|CARTA) (?<tail>[0-9]{4})[ ,:\-]+(?=[A-Z])"#,
    #"\A\#(day)[ ,:\-]+(?=[A-Z0-9])"#,
    #"\A[0-2][0-9][:.H][0-5][0-9](?::[0-5][0-9])?[ ,:\-]+(?=[A-Z])"#,
    #"\A-+ (?=[A-Z0-9])"#,
  ].map { Pattern($0) }

  /// The prelude that begins a text.
  static func prelude(
    of core: UnsafeBufferPointer<UInt8>, using scratch: MatchScratch
  ) -> (Pattern, Range<Int>)? {
    // Most lines begin with the merchant: their first letter tells, without a match.
    guard let first = core.first, !NormalizedText.isLetter(first) || "CKTX".utf8.contains(first)
    else { return nil }
    for prelude in preludes {
      if let span = try? prelude.firstMatch(in: core, using: scratch) { return (prelude, span) }
    }
    return nil
  }

  /// What may stand behind the merchant's part; taken off until none is left.
  static let trailers = PatternSet(
    [
      #" PAYL(?:I[0-9]*/?)?\z"#,
      #" (?:NUMERO DE MANDAT|COMMUNICATION|REFERENCE BANQUE|DATE VALEUR|OMSCHRIJVING|MACHTIGING ID|KENMERK|INCASSANT ID|END-TO-END-REF\.|MANDATSREF)[ :.].*\z"#,
      #" /(?:MOTIF|REF|EREF|INV|BNF|DE)(?: .*)?\z"#,
      #" DU [0-3][0-9]/[01][0-9](?:/[0-9]{2,4})? A .{2,30} - (?:CARTE|CLASS|CB).*\z"#,
      #"(?: [0-3][0-9]/[01][0-9]/20[0-9]{2})? BANCONTACT\z"#,
      #" CARTE(?: (?:NUMERO|NO|N))?[ .:]*\#(tail)(?: \[?[A-Z]{3} [0-9.,]+ ?[A-Z]{3}\]?)?\z"#,
      #" CARTE(?: (?:NUMERO|NO|N))?[ .:]*[0-9X*]{3,19}\z"#,
      #" PAYWEB ?[0-9]*(?: GIR[A-Z0-9]*)?\z"#,
      #" (?:CARTE )?(?:N )?CB[ .:]?[X*]+(?<tail>[0-9]{3,4})?(?: LE \#(day))?\z"#,
      #" CARD (?:XX|X+|\*+)?(?<tail>[0-9]{4})(?: [A-Z]{3} [0-9.,]+)?(?: VALUE DATE:? ?[0-9/]+)?\z"#,
      #" VALUE DATE:? ?[0-9/.\-]+\z"#,
      #"(?: (?:LE|DU|FACT|ON|-))* \#(day)\z"#,
      #" FACT [0-9]{6}\z"#,
      #" (?:- )?TRAITE LE [0-9/.]+\z"#,
      #" [\[(]?(?<amount>[0-9]{1,6}[.,][0-9]{2}) ?(?<currency>EUR|USD|GBP|CHF|EUROS?|E|€|\$|£)[\])]?\z"#,
      #" (?<currency>EUR|USD|GBP|CHF|€|\$|£) ?(?<amount>[0-9]{1,6}[.,][0-9]{2})\z"#,
      #" DONT FRAIS: .*\z"#,
      #" EUR(?<cents>[0-9]{10})\z"#,
      #" (?:[0-9]{1,6}[., ][0-9]{2} )?(?:USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|HUF|CAD|AUD|JPY|THB|TRY)(?: .{0,40})?(?: 1 EUROS? = .*|TAUX .*|@ .*)?\z"#,
      #" 1 (?:EUROS?|[A-Z]{3}) ?= ?[0-9.,]+.*\z"#,
      #" (?:ORIG ID|DESC DATE|CO ENTRY DESCR|SEC|IND ID|IND NAME):.*\z"#,
      #" (?:REF|REFERENCE|MANDAT|MDT|RUM|EREF|MREF|CRED|SVWZ|ICS|ID)[ :./+].*\z"#,
      #" ECH/[0-9]{6}.*\z"#,
      #" [0-9]{6,}IOPD\z"#,
      #" NON-STG TRANS FEE.*\z"#,
      #",? ?[0-9.,]+ [A-Z]{3}, RATE [0-9.]+/[A-Z]{3}.*\z"#,
      #"//[A-Z][A-Z .\-]*/[A-Z]{2}(?: .*)?\z"#,
      #" [0-9]{2,4}-[0-9]{2}-[0-9]{2,4} ?T ?[0-9]{2}:[0-9]{2}.*\z"#,
      #",? ?PAS(?:VOLGNR\.?)? ?[0-9]{3}(?: .*)?\z"#,
      #" S[0-9]{12,} CARD [0-9]{4}\z"#,
    ].map { Pattern($0) })

  /// The contactless mark before the merchant's name.
  static let contactless = Pattern(#"\ASC[ .\-](?=[A-Z0-9]{2,} ?[A-Z0-9])"#)
}
