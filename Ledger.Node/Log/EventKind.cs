using Google.Protobuf;
using Ledger.Crypto.Transparency;

namespace Ledger.Node.Log;

/// <summary>One kind of event, as its capability described it to the catalogue.</summary>
/// <param name="Name">Its wire name, such as <c>licence.issued.v1</c>.</param>
/// <param name="Type">What the leaf says happened.</param>
/// <param name="Parse">Reads the event's message.</param>
/// <param name="Subject">Whom it happens to.</param>
/// <param name="Fold">Changes the rows; never refuses, since what the log holds has happened.</param>
internal sealed record EventKind(
    string Name,
    EventType Type,
    Func<ByteString, IMessage> Parse,
    Func<IMessage, MapSubject> Subject,
    Action<LedgerWrite, IMessage, EventPosition> Fold);
