/// Where an element stands: what is around it.
struct CAMTPath: ~Copyable {
  /// Elements that change what all those in them mean.
  struct Around: OptionSet {
    let rawValue: UInt8
    static let balance = Around(rawValue: 1)
    static let type = Around(rawValue: 2)
    static let account = Around(rawValue: 4)
    static let owner = Around(rawValue: 8)
    static let parties = Around(rawValue: 16)
    static let contact = Around(rawValue: 32)
    static let returned = Around(rawValue: 64)
  }

  private struct Scope {
    var parent = CAMTElement.unknown
    var around: Around = []
    var side = CAMTElement.unknown
  }

  /// Deeper elements stand nowhere: no message has a tenth of them.
  private static let deepest = 256

  private var scope = Scope()
  private let outer = UnsafeMutablePointer<Scope>.allocate(capacity: deepest)
  private var depth = 0

  init() {}

  deinit { outer.deallocate() }

  /// The innermost element around.
  var parent: CAMTElement { scope.parent }

  /// The side of a payment that is told of, or else `unknown`.
  var side: CAMTElement { scope.side }

  /// Whether one of these elements is anywhere around.
  func isWithin(_ around: Around) -> Bool { !scope.around.isDisjoint(with: around) }

  /// Goes into an element.
  mutating func push(_ element: CAMTElement) {
    if depth < Self.deepest { (outer + depth).initialize(to: scope) }
    depth &+= 1
    scope.parent = element
    switch element {
    case .balance: scope.around.insert(.balance)
    case .type: scope.around.insert(.type)
    case .account: scope.around.insert(.account)
    case .owner: scope.around.insert(.owner)
    case .parties: scope.around.insert(.parties)
    case .contact: scope.around.insert(.contact)
    case .returned: scope.around.insert(.returned)
    case .debtor, .creditor, .debtorAccount, .creditorAccount, .ultimateDebtor, .ultimateCreditor:
      scope.side = element
    default: break
    }
  }

  /// Leaves the innermost element, and says which it was.
  mutating func pop() -> CAMTElement {
    let element = scope.parent
    guard depth > 0 else { return element }
    depth &-= 1
    if depth < Self.deepest { scope = outer[depth] }
    return element
  }
}
