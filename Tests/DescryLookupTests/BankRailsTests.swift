import DescryCore
import DescryPattern
import DescryRules
import DescryText
import Testing

@testable import DescryLookup

@Suite("What banks print around a merchant's name")
struct BankRailsTests {
  @Test(arguments: BankRails.rails.map(\.pattern))
  func everyRailIsAPattern(_ pattern: String) throws {
    _ = try Pattern(compiling: pattern)
  }

  @Test(arguments: (BankRails.preludes + BankRails.trailers.patterns).map(\.source))
  func everyPreludeAndTrailerIsAPattern(_ pattern: String) throws {
    _ = try Pattern(compiling: pattern)
  }

  struct Line: Sendable {
    let text: String
    let core: String
    var rail: ParsedDescriptor.Rail? = .card
    var date: String?
    var isCredit = false
  }

  static let lines = [
    Line(
      text: "CARTE 25/03/23 Boutique Exemple CB*1207", core: "BOUTIQUE EXEMPLE", date: "2023-03-25"),
    Line(
      text: "FACTURE CARTE DU 080118 GARE EXEMPLE CARTE 4974XXXXXXXX1207", core: "GARE EXEMPLE",
      date: "2018-01-08"),
    Line(text: "PAIEMENT PAR CARTE X1207 Boutique Lyon 04/05", core: "BOUTIQUE LYON"),
    Line(text: "CARTE X1207 REMBT 04/05 BOUTIQUE", core: "BOUTIQUE", isCredit: true),
    Line(text: "ACHAT CB BOUTIQUE 24.07.18 CARTE NUMERO 120", core: "BOUTIQUE", date: "2018-07-24"),
    Line(
      text: "CREDIT CARTE BANCAIRE BOUTIQUE 31.07.18", core: "BOUTIQUE", date: "2018-07-31",
      isCredit: true),
    Line(text: "CB  BOUTIQUE FACT 240718", core: "BOUTIQUE"),
    Line(text: "PAIEMENT PSC 1710 LYON TABLE ROYALE CARTE 1207", core: "LYON TABLE ROYALE"),
    Line(text: "2 PAIEMENTS 1201 LYON TABLE ROYALE CARTE 1207", core: "LYON TABLE ROYALE"),
    Line(
      text: "PRLV SEPA EXEMPLE TELECOM ECH/250618 ID EMETTEUR/FR00ZZZ", core: "EXEMPLE TELECOM",
      rail: .directDebit),
    Line(
      text: "RETRAIT DAB 02/03/24 AGENCE GARE CB*1207", core: "AGENCE GARE", rail: .cash,
      date: "2024-03-02"),
    Line(text: "VIR SEPA LOYER MARS", core: "LOYER MARS", rail: .transfer),
    Line(text: "ZELLE TO MARY SAMPLE", core: "MARY SAMPLE", rail: .transfer),
    Line(text: "ONLINE TRANSFER TO SAVINGS", core: "SAVINGS", rail: .transfer),
    Line(text: "INTERAC E-TRANSFER SENT TO MARY", core: "MARY", rail: .transfer),
    Line(
      text: "NON-EXAMPLE ATM WITHDRAWAL AUTHORIZED ON 04/12 12 MAIN ST", core: "12 MAIN ST",
      rail: .cash),
    Line(text: "SEPA-Überweisung an Erika Muster", core: "ERIKA MUSTER", rail: .transfer),
    Line(text: "BARGELDAUSZAHLUNG FILIALE OST", core: "FILIALE OST", rail: .cash),
    Line(text: "REINTEGRO EN CAJERO AUTOMATICO CALLE MAYOR", core: "CALLE MAYOR", rail: .cash),
    Line(text: "TRANSFERENCIA INMEDIATA A FAVOR DE ANA", core: "ANA", rail: .transfer),
    Line(text: "PRELIEVO BANCOMAT SU TORINO", core: "TORINO", rail: .cash),
    Line(text: "BONIFICO SEPA A FAVORE DI ANNA", core: "ANNA", rail: .transfer),
    Line(text: "GEA NR:X1Y2Z3 11.04.26/12.05 DELFT", core: "DELFT", rail: .cash),
    Line(text: "CHECKCARD 0412 EXAMPLE DINER", core: "EXAMPLE DINER"),
    Line(text: "PURCHASE AUTHORIZED ON 04/12 EXAMPLE DINER", core: "EXAMPLE DINER"),
    Line(text: "CARD PAYMENT TO EXAMPLE STORES", core: "EXAMPLE STORES"),
    Line(text: "COMPRA TARJ. 5402XXXXXXXX1207 TIENDA-MADRID", core: "TIENDA-MADRID"),
    Line(text: "COMPRA EN TIENDA, MADRID", core: "TIENDA, MADRID"),
    Line(text: "PAGO MOVIL EN TIENDA, MADRID ES", core: "TIENDA, MADRID ES"),
    Line(text: "POS CARTA 1207 BOTTEGA TORINO IT", core: "BOTTEGA TORINO IT"),
    Line(text: "OPERAZIONE POS 11/04 BOTTEGA BARI", core: "BOTTEGA BARI"),
    Line(text: "PAGAMENTO TRAMITE POS BOTTEGA BARI", core: "BOTTEGA BARI"),
    Line(text: "BEA NR:X1Y2Z3 11.04.26/12.05 Winkel,PAS123 DELFT", core: "WINKEL"),
    Line(text: "Pasbetaling WINKEL ROTTERDAM", core: "WINKEL ROTTERDAM"),
    Line(text: "BETAALAUTOMAAT 11-04-26 WINKEL PASVOLGNR 002", core: "WINKEL"),
    Line(
      text: "Kartenzahlung LADEN//BONN/DE 11-04-2026T12:00 Folgenr. 01", core: "LADEN"),
    Line(text: "DK Visa kob DKK 95,00 BUTIK", core: "BUTIK"),
    Line(text: "5512 11APR26 C EXAMPLE BOOKS", core: "EXAMPLE BOOKS"),
    Line(
      text: "CARD PAYMENT TO EXAMPLE MILL,12.40 GBP, RATE 1.00/GBP ON 11-04-2026",
      core: "EXAMPLE MILL"),
    Line(text: "DEBIT CARD PURCHASE XXXXX1207 EXAMPLE DINER", core: "EXAMPLE DINER"),
    Line(
      text: "ORIG CO NAME:EXAMPLE WATER ORIG ID:1234567890 DESC DATE:0411", core: "EXAMPLE WATER",
      rail: .directDebit),
    Line(text: "OR SEC STATE CORPDIV", core: "OR SEC STATE CORPDIV", rail: nil),
    Line(
      text: "PAIEMENT AVEC CARTE DE DEBIT BOUTIQUE 1000 BRUXELLES", core: "BOUTIQUE 1000 BRUXELLES"),
    Line(text: "TWINT ACHAT/SERVICE DU 11.04.2026 BOUTIQUE", core: "BOUTIQUE"),
    Line(text: "DEBIT ************1207 EXAMPLE SHOP", core: "EXAMPLE SHOP"),
    Line(text: "POS PURCHASE 4970********1207 EXAMPLE SHOP", core: "EXAMPLE SHOP"),
    Line(text: "RECURRING DEBIT CRD PMT 1207 EXAMPLE SHOP", core: "EXAMPLE SHOP"),
    Line(text: "CARD 1207 EXAMPLE SHOP", core: "EXAMPLE SHOP"),
    Line(text: "ACHAT CB 4970XXXXXXXX1207 BOUTIQUE", core: "BOUTIQUE"),
    Line(text: "DEBIT 4970 1012 3456 1207 EXAMPLE SHOP", core: "EXAMPLE SHOP"),
    Line(
      text: "CARTE BANCAIRE 4970XXXXXXXX1207 12/03/25 14:05 BOUTIQUE", core: "BOUTIQUE",
      date: "2025-03-12"),
    Line(text: "EC-KARTENZAHLUNG EXAMPLE MARKT", core: "EXAMPLE MARKT"),
    Line(text: "POS TAVERN 1664", core: "POS TAVERN 1664", rail: nil),
    Line(text: "EXAMPLE SHOP LONDON", core: "EXAMPLE SHOP LONDON", rail: nil),
  ]

  @Test(arguments: lines)
  func partsAreToldApart(_ line: Line) {
    let parsed = DescriptorParser(places: .none).parse(line.text, using: MatchScratch())
    #expect(parsed.coreText == line.core)
    #expect(parsed.rail == line.rail)
    #expect(parsed.isCredit == line.isCredit)
    if let date = line.date { #expect(parsed.date?.description == date) }
  }

  @Test func amountsOfTheLine() {
    let parsed = DescriptorParser(places: .none)
      .parse("CARTE 03/07 BOUTIQUE EXEMPLE 49,90 EUR", using: MatchScratch())
    #expect(parsed.amount?.description == "49.90")
    #expect(parsed.currency == .eur)
    #expect(parsed.dayAndMonth?.day == 3)
  }

  @Test(arguments: ["", " ", "CB", "CARTE", "****", "\u{0}", String(repeating: "A ", count: 5_000)])
  func oddLinesDoNotTrap(_ line: String) {
    _ = DescriptorParser(places: .none).parse(line, using: MatchScratch())
  }

  @Test(arguments: [
    ("CARTE 03/07 BOUTIQUE", "2024-07-05", "2024-07-03"),
    ("CARTE 03/07 BOUTIQUE", "2024-07-31", "2024-07-03"),
    ("CARTE 30/12 BOUTIQUE", "2025-01-02", "2024-12-30"),
    ("CARTE 03/07/24 BOUTIQUE", "2024-07-31", "2024-07-03"),
    ("CARTE 29/02 BOUTIQUE", "2024-03-01", "2024-02-29"),
    ("CARTE 03/07/24 BOUTIQUE", "2024-07-02", ""), ("CARTE 03/07 BOUTIQUE", "2024-09-02", ""),
    ("CARTE 29/02 BOUTIQUE", "2025-03-01", ""), ("CARTE 31/12 BOUTIQUE", "2024-03-31", ""),
    ("PRLV SEPA EXEMPLE ECH/250618", "2018-06-25", ""), ("BOUTIQUE", "2024-07-05", ""),
  ])
  func theDayOfPurchaseIsOneThatMayBeBookedThen(
    _ line: String, _ booked: String, _ day: String
  ) throws {
    let parser = DescriptorParser(places: .none)
    let parsed = parser.parse(line, using: MatchScratch())
    let booked = try #require(CalendarDate(booked))
    #expect(parsed.purchaseDay(booked: booked)?.description ?? "" == day)
  }
}
