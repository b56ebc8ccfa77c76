using System.Formats.Asn1;

namespace Ledger.Api.Tests.Verification;

/// <summary>
/// Damage to DER that leaves it well-formed: values changed, emptied, doubled, left out, moved, renamed, wrapped or taken from elsewhere,
/// and every length around them right again. It gets behind the first look that random damage fails at.
/// </summary>
internal static class DerMutation
{
    private const int Constructed = 0x20;
    private const int DeepestNest = 80;

    private static readonly byte[] Tags = [0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0c, 0x13, 0x17, 0x18, 0x30, 0x31, 0x80, 0xa0, 0xa1, 0xa3];

    /// <summary>A damaged copy.</summary>
    /// <param name="seed">DER of one value.</param>
    /// <param name="other">Where foreign values come from.</param>
    /// <param name="random">Decides what happens.</param>
    public static byte[] Of(byte[] seed, byte[] other, Random random)
    {
        Value root = Read(seed);
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            Change(root, Read(other), random);
        }

        return root.Encode();
    }

    private static void Change(Value root, Value other, Random random)
    {
        Value[] all = [.. root.All()];
        Value chosen = all[random.Next(all.Length)];
        Value[] parents = [.. all.Where(value => value.Parts is { Count: > 0 })];
        Value parent = parents.Length == 0 ? root : parents[random.Next(parents.Length)];
        List<Value> parts = parent.Parts ?? [];
        int at = parts.Count == 0 ? 0 : random.Next(parts.Count);
        switch (random.Next(9))
        {
            case 0 when parts.Count > 0:
                parts.RemoveAt(at);
                break;
            case 1 when parts.Count > 0:
                parts.Insert(random.Next(parts.Count + 1), parts[at].Copy());
                break;
            case 2 when parts.Count > 0:
                parts.Reverse(at, random.Next(1, parts.Count - at + 1));
                break;
            case 3 when parts.Count > 0:
                Value[] foreign = [.. other.All()];
                parts[at] = foreign[random.Next(foreign.Length)];
                break;
            case 4:
                chosen.Tag = Tags[random.Next(Tags.Length)];
                break;
            case 5:
                (chosen.Content, chosen.Parts) = ([], null);
                break;
            case 6:
                Wrap(chosen, random.Next(2) == 0 ? 1 : DeepestNest);
                break;
            case 7:
                (chosen.Content, chosen.Parts) = ([.. chosen.ContentBytes(), (byte)random.Next(256)], null);
                break;
            default:
                Scratch(chosen, random);
                break;
        }
    }

    private static void Wrap(Value value, int times)
    {
        for (int i = 0; i < times; i++)
        {
            Value inner = new(value.Tag, value.Content, value.Parts);
            (value.Tag, value.Content, value.Parts) = (0x30, [], [inner]);
        }
    }

    private static void Scratch(Value value, Random random)
    {
        byte[] content = value.ContentBytes();
        if (content.Length > 0)
        {
            content[random.Next(content.Length)] ^= (byte)(1 << random.Next(8));
            (value.Content, value.Parts) = (content, null);
        }
    }

    private static Value Read(ReadOnlyMemory<byte> der)
    {
        byte tag = der.Span[0];
        AsnDecoder.ReadEncodedValue(der.Span, AsnEncodingRules.DER, out int offset, out int length, out _);
        ReadOnlyMemory<byte> content = der.Slice(offset, length);

        // Octet and bit strings often hold another value.
        int skip = tag == 0x03 && length > 0 && content.Span[0] == 0 ? 1 : 0;
        bool holds = (tag & Constructed) != 0 || (tag is 0x03 or 0x04 && ReadAll(content[skip..]) is { Count: 1 });
        return holds && ReadAll(content[skip..]) is List<Value> parts
            ? new Value(tag, content[..skip].ToArray(), parts)
            : new Value(tag, content.ToArray(), null);
    }

    /// <summary>The values that bytes consist of; null where they are something else.</summary>
    private static List<Value>? ReadAll(ReadOnlyMemory<byte> bytes)
    {
        List<Value> values = [];
        while (!bytes.IsEmpty)
        {
            if (!AsnDecoder.TryReadEncodedValue(bytes.Span, AsnEncodingRules.DER, out _, out _, out _, out int consumed))
            {
                return null;
            }

            values.Add(Read(bytes[..consumed]));
            bytes = bytes[consumed..];
        }

        return values;
    }

    /// <summary>One value: bytes, or, behind some bytes, values.</summary>
    private sealed class Value(byte tag, byte[] content, List<Value>? parts)
    {
        public byte Tag { get; set; } = tag;

        public byte[] Content { get; set; } = content;

        public List<Value>? Parts { get; set; } = parts;

        public IEnumerable<Value> All() => (Parts ?? []).SelectMany(part => part.All()).Prepend(this);

        public Value Copy() => new(Tag, [.. Content], Parts?.Select(part => part.Copy()).ToList());

        public byte[] ContentBytes() => [.. Content, .. (Parts ?? []).SelectMany(part => part.Encode())];

        public byte[] Encode()
        {
            byte[] whole = ContentBytes();
            byte[] length = whole.Length switch
            {
                < 0x80 => [(byte)whole.Length],
                <= 0xff => [0x81, (byte)whole.Length],
                <= 0xffff => [0x82, (byte)(whole.Length >> 8), (byte)(whole.Length & 0xff)],
                _ => [0x83, (byte)(whole.Length >> 16), (byte)((whole.Length >> 8) & 0xff), (byte)(whole.Length & 0xff)],
            };
            return [Tag, .. length, .. whole];
        }
    }
}
