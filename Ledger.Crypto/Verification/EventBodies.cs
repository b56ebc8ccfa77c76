using Ledger.Crypto.Encoding;

namespace Ledger.Crypto.Verification;

/// <summary>Reads single fields of event bodies, which are Protobuf messages, without knowing the rest of them.</summary>
internal static class EventBodies
{
    // EventBody.event.
    private const int EventField = 5;

    /// <summary>The event's own message in a body; empty where there is none.</summary>
    /// <exception cref="FormatException">The body is malformed, or has it twice.</exception>
    public static ReadOnlySpan<byte> EventOf(ReadOnlySpan<byte> body) => Field(body, EventField);

    /// <summary>The one occurrence of a length-delimited field; empty where there is none.</summary>
    /// <exception cref="FormatException">The message is malformed, or has the field twice.</exception>
    public static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> message, int wanted)
    {
        ReadOnlySpan<byte> found = [];
        bool seen = false;
        ProtobufReader reader = new(message);
        while (reader.TryReadField(out int number, out _))
        {
            if (number != wanted)
            {
                reader.Skip();
                continue;
            }

            found = seen ? throw new FormatException($"Field {wanted} stands twice.") : reader.ReadBytes();
            seen = true;
        }

        return found;
    }

    /// <summary>The one occurrence of a number; 0 where there is none, as Protobuf has it.</summary>
    /// <exception cref="FormatException">The message is malformed, or has the field twice.</exception>
    public static ulong Number(ReadOnlySpan<byte> message, int wanted)
    {
        ulong found = 0;
        bool seen = false;
        ProtobufReader reader = new(message);
        while (reader.TryReadField(out int number, out _))
        {
            if (number != wanted)
            {
                reader.Skip();
                continue;
            }

            found = seen ? throw new FormatException($"Field {wanted} stands twice.") : reader.ReadVarint();
            seen = true;
        }

        return found;
    }
}
