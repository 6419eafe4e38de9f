internal import DescryRules
internal import DescryText

/// What is bought again and again without being a subscription: food, fuel, cash, ways.
enum EverydayLife {
  /// Categories of the catalogue.
  static let categories: Set<String> = [
    "grocery", "fuel", "restaurant", "bakery", "parking", "toll", "transport", "travel", "lodging",
    "airline", "car-rental", "pharmacy", "fashion", "home", "diy", "electronics", "beauty", "toys",
    "books", "tickets", "postal", "gambling", "crypto",
  ]

  /// Merchant category codes (ISO 18245) of supermarkets and food shops, fuel, restaurants, cash,
  /// money transfer, transport, parking, tolls, lodging.
  static func contains(mcc: String?) -> Bool {
    guard let mcc, let code = Int(mcc) else { return false }
    switch code {
    case 3000...3999, 4111...4131, 4511, 4784, 4829, 5411...5499, 5541, 5542, 5811...5814, 6010,
      6011, 6051, 6538, 7011, 7523:
      return true
    default: return false
    }
  }

  /// Words of names, English and French, that a shop of daily life bears.
  private static let words: Set<String> = [
    "ALDI", "ATM", "AUBERGE", "BAKERY", "BAR", "BISTRO", "BISTROT", "BOUCHERIE", "BOULANGERIE",
    "BRASSERIE", "BUTCHERS", "CAFE", "CANTINE", "CARBURANT", "CARPARK", "CASH", "CASHPOINT",
    "CASTLE", "CHICKEN", "CINEMA", "COFFEE", "CREPERIE", "DAB", "DIESEL", "DISTRIBUTEUR", "EPARGNE",
    "ESSENCE", "ESSO", "FARM", "FERME", "FISH", "FLEURISTE", "FLORIST", "FLOWERS", "FOOD", "FOODS",
    "FUEL", "GARAGE", "GRILL", "GROCERY", "HOTEL", "HOTELS", "INN", "KEBAB", "KITCHEN", "LUNCH",
    "MARCHE", "MARKET", "METRO", "MUSEUM", "NEWS", "NEWSAGENT", "NEWSAGENTS", "PARK", "PARKING",
    "PATISSERIE", "PEAGE", "PETROL", "PFS", "PHARMACIE", "PHARMACY", "PIZZA", "PIZZERIA", "PK",
    "POST", "PRIMEUR", "PUB", "RESTAURANT", "RESTO", "RETRAIT", "SAVINGS", "SNACK", "SNAX", "STAT",
    "STATION", "STN", "SUPERMARCHE", "SUPERMARKET", "SUPERSTORE", "SUSHI", "TABAC", "TAKEAWAY",
    "TAXI", "TAXIS", "THEATRE", "TRAINLINE", "TRAINS", "TRANSFER", "TRAVEL", "VIREMENT",
    "WITHDRAWAL", "ZOO",
  ]

  /// Words of names, English and French, of what is bought for several people at once: seats, rides,
  /// courses, dues.
  private static let shared: Set<String> = [
    "ACADEMY", "ASSOCIATION", "BILLET", "BILLETS", "BILLETTERIE", "BOOKIT", "BUS", "CINEMAS",
    "COLLEGE", "CONCERT", "CONFERENCE", "COUNCIL", "COURSE", "COURSES", "EVENT", "EVENTS", "FERRY",
    "FESTIVAL", "FORMATION", "FORMATIONS", "HOTEL", "HOTELS", "INN", "INST", "INSTITUT",
    "INSTITUTE", "KARTING", "LIFT", "LIFTS", "METRO", "MUSEE", "MUSEUM", "ODEON", "PARKING", "PASS",
    "RAIL", "RAILWAY", "RAILWAYS", "SKI", "SPECTACLE", "STADIUM", "SWIMMING", "TAXI", "TAXIS",
    "THEATRE", "TICKET", "TICKETS", "TRAIN", "TRAINING", "TRAININGS", "TRAINS", "TRAM", "TRAVEL",
    "UNIVERSITE", "UNIVERSITY", "ZOO",
  ]

  /// Whether a line bears a word of what is bought for several people at once.
  static func isForSeveral(name: String) -> Bool {
    let text = NormalizedText(name)
    return text.tokens.contains { shared.contains(text.string($0.range)) }
  }

  /// Whether a name bears such a word.
  static func contains(name: String) -> Bool {
    let text = NormalizedText(name)
    let tokens = text.tokens
    if tokens.contains(where: { words.contains(text.string($0.range)) }) { return true }
    // A service station whose last word is cut: HILLTOP SERVICE S, HILLTOP SERVICE STA.
    guard tokens.count >= 3, let last = tokens.last.map({ text.string($0.range) }) else {
      return false
    }
    return "STATION".hasPrefix(last)
      && ["SERVICE", "SERV", "SERVICES"].contains(text.string(tokens[tokens.count - 2].range))
  }
}

/// The one-word names of the catalogue's food shops and filling stations: SHELL in "SHELL FOUR OAKS"
/// tells what is sold there, even where the catalogue does not know the shop.
struct EverydayBrands: Sendable {
  private let words: Set<String>

  init(_ merchants: [MerchantList.Entry]) {
    words = Set(
      merchants.lazy.filter { $0.category == "grocery" || $0.category == "fuel" }.compactMap {
        let text = NormalizedText($0.name)
        let tokens = text.tokens
        return tokens.count == 1 && tokens[0].range.count >= 4 ? text.string(tokens[0].range) : nil
      })
  }

  func contains(_ line: String) -> Bool {
    let text = NormalizedText(line)
    return text.tokens.contains { words.contains(text.string($0.range)) }
  }
}
