internal import Synchronization

/// A part of a rule book that is read when it is first asked for: a lookup needs no dark pattern.
struct RuleShelf<Content: Sendable>: Sendable {
  private enum State: Sendable {
    case read(Content)
    case unread(@Sendable () -> Content)
  }

  private final class Shelf: Sendable {
    let state: Mutex<State>
    init(_ state: State) { self.state = Mutex(state) }
  }

  private let shelf: Shelf

  init(_ content: Content) { shelf = Shelf(.read(content)) }

  init(reading: @escaping @Sendable () -> Content) { shelf = Shelf(.unread(reading)) }

  /// What stands on it.
  var content: Content {
    shelf.state.withLock { state in
      switch state {
      case .read(let content): return content
      case .unread(let read):
        let content = read()
        state = .read(content)
        return content
      }
    }
  }
}
