using Google.Protobuf;
using Ledger.Crypto.Transparency;

namespace Ledger.Node.Log;

/// <summary>Wire name ↔ message ↔ fold of every event. The log knows no capability: they add themselves, before the ledger opens.</summary>
internal sealed class EventCatalogue
{
    private readonly Dictionary<string, EventKind> _byName = [];
    private readonly Dictionary<Type, EventKind> _byMessage = [];

    /// <summary>Every kind of event, in the order of their names.</summary>
    public IEnumerable<EventKind> Kinds => _byName.Values.OrderBy(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>Adds a kind of event. A released one is never changed: its next shape gets a name of its own.</summary>
    /// <param name="name">Wire name with version, such as <c>licence.issued.v1</c>.</param>
    /// <param name="type">What the leaf says.</param>
    /// <param name="parser">The parser of the message.</param>
    /// <param name="subject">Whom it happens to: a function of the message alone.</param>
    /// <param name="fold">
    /// Changes the rows, live and in replay alike: reads nothing but the write it is given, has no clock and no chance in it,
    /// and never refuses.
    /// </param>
    /// <exception cref="ArgumentException">The name or the message is in the catalogue already.</exception>
    public void Add<T>(
        string name,
        EventType type,
        MessageParser<T> parser,
        Func<T, MapSubject> subject,
        Action<LedgerWrite, T, EventPosition> fold)
        where T : IMessage<T>
    {
        EventKind kind = new(
            name,
            type,
            bytes => parser.ParseFrom(bytes),
            message => subject((T)message),
            (write, message, position) => fold(write, (T)message, position));
        if (_byName.ContainsKey(name) || !_byMessage.TryAdd(typeof(T), kind))
        {
            throw new ArgumentException($"{name} or {typeof(T).Name} is in the event catalogue already.", nameof(name));
        }

        _byName.Add(name, kind);
    }

    /// <summary>The kind of a message.</summary>
    /// <exception cref="ArgumentException">Nobody added this message.</exception>
    public EventKind Of(IMessage message) => _byMessage.TryGetValue(message.GetType(), out EventKind? kind)
        ? kind
        : throw new ArgumentException($"{message.GetType().Name} is not in the event catalogue.", nameof(message));

    /// <summary>The kind with a wire name.</summary>
    /// <exception cref="FormatException">Nobody added this name: the log is of a newer version, or damaged.</exception>
    public EventKind Named(string name) => _byName.TryGetValue(name, out EventKind? kind)
        ? kind
        : throw new FormatException($"Events named \"{name}\" are unknown to this version.");

    /// <summary>The message in a body.</summary>
    /// <exception cref="FormatException">Unknown name or malformed message.</exception>
    public IMessage Read(EventBody body)
    {
        try
        {
            return Named(body.Name).Parse(body.Event);
        }
        catch (InvalidProtocolBufferException malformed)
        {
            throw new FormatException($"The {body.Name} event is malformed.", malformed);
        }
    }
}
