using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Ledger.Crypto.Transparency;

namespace Ledger.Node.Log;

/// <summary>
/// The log that this one continues, because nobody has its newest leaves any more: its last known checkpoint becomes the first leaf
/// here, so that whoever trusts the new log knows exactly where the old one ended.
/// </summary>
internal sealed record LogContinuation
{
    /// <summary>Wire name of <see cref="LogContinued"/>.</summary>
    public const string Continued = "log.continued.v1";

    /// <summary>Origin of the log that ended.</summary>
    public required string Origin { get; init; }

    /// <summary>Its last known checkpoint, the signed note.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>That of its SM3 twin, or empty.</summary>
    public string Sm3Checkpoint { get; init; } = "";

    /// <summary>Adds the event to a catalogue.</summary>
    public static void AddTo(EventCatalogue events) => events.Add(
        Continued, EventType.LogContinued, LogContinued.Parser, e => new MapSubject(MapNamespace.Log, HandleOf(e.Origin)), (_, _, _) => { });

    /// <summary>Handle of a log that ended: anybody who knows its origin may ask for what was said of it.</summary>
    public static ByteString HandleOf(string origin) =>
        ByteString.CopyFrom(SHA256.HashData(Encoding.UTF8.GetBytes(origin)).AsSpan(0, MapKey.HandleLength));

    /// <summary>The event.</summary>
    public LogContinued ToEvent() => new() { Origin = Origin, Checkpoint = Checkpoint, Sm3Checkpoint = Sm3Checkpoint };

    /// <summary>Why it cannot be used, as a sentence; null where it can.</summary>
    public string? Problem()
    {
        try
        {
            return Crypto.Transparency.Checkpoint.Parse(SignedNote.Parse(Encoding.UTF8.GetBytes(Checkpoint)).Text).Origin == Origin
                ? null
                : $"the checkpoint is not one of {Origin}.";
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }
}
