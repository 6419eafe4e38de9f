import DescryPattern
import DescryRules
import Testing

@testable import DescryLookup

/// The clean name of a merchant that no rule knows.
@Suite("Clean names")
struct CleanNameTests {
  static let places = Places([
    "LYON", "PARIS", "NOGENT SUR SEINE", "CORMEILLES", "CORMEILLES EN PARISIS", "AMSTERDAM",
    "BONNEVILLE", "AUSTIN", "DENVER", "CAMBRIDGE", "BASTIA", "TOURS", "BILLINGE",
  ])

  @Test(arguments: [
    // Town slots of Crédit Mutuel: whole, cut at thirteen characters, and what else stands there.
    ("PAIEMENT CB 1203 LYON LE PETIT BROCHET CARTE 4417", "Le Petit Brochet"),
    ("PAIEMENT PSC 1203 NOGENT SUR SE FOURNIL MABILLET CARTE 4417", "Fournil Mabillet"),
    ("PAIEMENT PSC 1203 CORMEILLES EN IVELYNE CARTE 4417", "Ivelyne"),
    ("PAIEMENT CB 1203 PARIS 10 LANTERNE CARTE 4417", "Lanterne"),
    ("PAIEMENT PSC 1203 TOURS 3 LANTERNES CARTE 4417", "3 Lanternes"),
    ("PAIEMENT PSC 1203 LYON SC-BAGELMOND CARTE 4417", "Bagelmond"),
    ("PAIEMENT CB 1203 24,00     USD LANTERNE.MD CARTE 4417", "Lanterne.MD"),
    ("PAIEMENT PSC 1203 MARSE441209/ LANTERNE CARTE 4417", "Lanterne"),
    // Towns behind the name: whole, cut, glued behind a département, after the state or country.
    ("CARTE 12/03 LANTERNE AMSTERDA", "Lanterne"),
    ("CARTE 12/03 LANTERNE BONNEVIL", "Lanterne"),
    ("LANTERNE DA BRUNO75PARIS", "Lanterne da Bruno"),
    ("LANTERNE 2BBASTIA", "Lanterne"),
    ("LANTERN BAGELS AUSTIN TX", "Lantern Bagels"),
    ("LANTERN BAGELS AUSTIN TXUS", "Lantern Bagels"),
    ("THE CAMBRIDGE", "The Cambridge"),
    ("LANTERN BILLING MT", "Lantern Billing"),
    // Numbers.
    ("LANTERN BAGELS #4417 201 ELM DENVER CO 344120 09/17", "Lantern Bagels"),
    ("086 LANTERN BAGELS", "Lantern Bagels"),
    ("LANTERN BAGELS 653 HEATHER T", "Lantern Bagels"),
    ("LANTERN STORE 4417", "Lantern"),
    ("LE 176", "Le 176"),
    // Unknown processors, pages, legal forms, mandates, names printed twice.
    ("HNA*LANTERNARIO", "Lanternario"),
    ("WWW.LANTERNE.COM", "Lanterne.com"),
    ("https://www.lanterne.fr/panier", "Lanterne"),
    ("LANTERNE S. A R. L.", "Lanterne"),
    ("LANTERN TRADING PTY LTD", "Lantern Trading"),
    ("PRLV SEPA LANTERNE SERVICES VOTRE ABONNEMENT 4412098", "Lanterne Services"),
    ("PRLV SEPA LANTERNE SERVICES LS4412098 LANTERNE", "Lanterne Services"),
    ("LANTERNE LANTERNE BAR", "Lanterne Bar"),
    // The name again as its page's; a line's one town; the firm's form before the name.
    ("GREEN LANTERN TEA GREENLANTERNTEA", "Green Lantern Tea"),
    ("PAIEMENT MOB 1203 LYON PIZZA TOURS CARTE 4417", "Pizza Tours"),
    ("CARTE 12/03 SARL LANTERNE ET FILS", "Lanterne et Fils"),
    ("PRLV SEPA CABINET LANTERNE LOYER 05 2026", "Cabinet Lanterne"),
    ("LANTERN EAST WHARF EAST WHARF", "Lantern"),
    ("VIR SEPA RECU /DE LANTERNE VOYAGES /MOTIF 441209", "Lanterne Voyages"),
  ])
  func shows(_ line: String, _ name: String) {
    let parser = DescriptorParser(places: Self.places)
    #expect(parser.parse(line, using: MatchScratch()).name == name)
  }
}

/// What a form still matches when a line lost marks or its end.
@Suite("Forms on cut lines")
struct CutFormTests {
  static let cases: [(form: String, line: String, matches: Bool)] = [
    ("EPIDEMIC SOUND", "EPIDEMIC SOU", true),
    ("EPIDEMIC SOUND", "EPIDEMIC SOUPS LEEDS", false),
    ("BURGER KING", "BURGER K", false),
    ("VIRGIN ACTIVE", "VIRGIN ACT", true),
    ("VIRGIN ACTIVE", "VIRGIN ATLANTIC", false),
    ("MASTERCLASS.COM", "MASTERCLASS.C", true),
    ("MASTERCLASS.COM", "MASTERCLASS", true),
    ("MASTERCLASS.COM", "MASTERCLASSES", false),
    ("FACEBK *{reference}", "FACEBKR2NTTPDV9", true),
    ("FACEBK *{reference}", "FACEBKOOKSTORE", false),
    ("BURGERKING", "BURGER", false),
    ("NETFLIX", "NETFLI", true),
  ]

  @Test(arguments: cases)
  func matches(_ form: String, _ line: String, _ matches: Bool) throws {
    let pattern = Pattern(try Form(form).pattern)
    let found = try Array(line.utf8).withUnsafeBufferPointer {
      try pattern.firstMatch(in: $0, using: MatchScratch())
    }
    #expect((found != nil) == matches)
  }
}
