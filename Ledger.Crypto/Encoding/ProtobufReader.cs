using System.Buffers.Binary;
using System.Text;

namespace Ledger.Crypto.Encoding;

/// <summary>
/// Reads one Protobuf message for those who verify it without the Protobuf library. Strict: shortest varints, fields in
/// order of their numbers, no groups, so that nobody can hide a second value where another reader takes the first. Call
/// <see cref="TryReadField"/>, then exactly one <c>Read…</c> or <see cref="Skip"/>.
/// </summary>
public ref struct ProtobufReader
{
    private const int MaxVarintLength = 10;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest;
    private int _number;
    private ProtobufWireType? _pending;

    /// <summary>Reads the fields of this message.</summary>
    public ProtobufReader(ReadOnlySpan<byte> message)
    {
        _rest = message;
    }

    /// <summary>Moves to the next field.</summary>
    /// <param name="number">
    /// The field's number, from 1; never less than the one before. Equal only for a repeated field.
    /// </param>
    /// <param name="type">How its value is written.</param>
    /// <returns>False at the end of the message.</returns>
    /// <exception cref="FormatException">A malformed tag, a group, or a field out of order.</exception>
    /// <exception cref="InvalidOperationException">The value of the field before was not read.</exception>
    public bool TryReadField(out int number, out ProtobufWireType type)
    {
        if (_pending is not null)
        {
            throw new InvalidOperationException("The value of the field before was not read.");
        }

        (number, type) = (0, default);
        if (_rest.IsEmpty)
        {
            return false;
        }

        ulong tag = Varint();
        type = (ProtobufWireType)(tag & 7);
        if (type is not (ProtobufWireType.Varint or ProtobufWireType.Fixed64 or ProtobufWireType.Bytes or ProtobufWireType.Fixed32) || tag >> 3 is 0 or > 0x1fff_ffff || (int)(tag >> 3) < _number)
        {
            throw new FormatException("A Protobuf message has a malformed tag, a group, or fields out of order.");
        }

        _number = number = (int)(tag >> 3);
        _pending = type;
        return true;
    }

    /// <summary>The value of a varint field, as unsigned bits.</summary>
    /// <exception cref="FormatException">
    /// The field has another wire type, or the value is cut off or too long.
    /// </exception>
    public ulong ReadVarint()
    {
        Expect(ProtobufWireType.Varint);
        return Varint();
    }

    /// <summary>The value of an eight-byte field.</summary>
    /// <exception cref="FormatException">The field has another wire type, or the value is cut off.</exception>
    public ulong ReadFixed64()
    {
        Expect(ProtobufWireType.Fixed64);
        return BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));
    }

    /// <summary>The value of a four-byte field.</summary>
    /// <exception cref="FormatException">The field has another wire type, or the value is cut off.</exception>
    public uint ReadFixed32()
    {
        Expect(ProtobufWireType.Fixed32);
        return BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));
    }

    /// <summary>The value of a bytes or message field: a part of the message, not copied.</summary>
    /// <exception cref="FormatException">The field has another wire type, or the value is cut off.</exception>
    public ReadOnlySpan<byte> ReadBytes()
    {
        Expect(ProtobufWireType.Bytes);
        ulong length = Varint();
        return length <= (ulong)_rest.Length ? Take((int)length) : throw CutOff();
    }

    /// <summary>The value of a string field.</summary>
    /// <exception cref="FormatException">The field has another wire type, is cut off, or is not UTF-8.</exception>
    public string ReadText()
    {
        try
        {
            return Utf8.GetString(ReadBytes());
        }
        catch (DecoderFallbackException)
        {
            throw new FormatException("A Protobuf string is not UTF-8.");
        }
    }

    /// <summary>Passes over the value, which must still be well-formed.</summary>
    /// <exception cref="FormatException">The value is cut off or too long.</exception>
    public void Skip()
    {
        switch (_pending)
        {
            case ProtobufWireType.Varint:
                ReadVarint();
                break;
            case ProtobufWireType.Fixed64:
                ReadFixed64();
                break;
            case ProtobufWireType.Fixed32:
                ReadFixed32();
                break;
            default:
                ReadBytes();
                break;
        }
    }

    private void Expect(ProtobufWireType type)
    {
        if (_pending is not ProtobufWireType pending)
        {
            throw new InvalidOperationException("There is no value to read.");
        }

        _pending = null;
        if (pending != type)
        {
            throw new FormatException($"Protobuf field {_number} has wire type {pending}, not {type}.");
        }
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int i = 0; i < MaxVarintLength && i < _rest.Length; i++)
        {
            byte b = _rest[i];
            value |= (ulong)(b & 0x7f) << (7 * i);
            if (b < 0x80)
            {
                // No leading zeros, and only bit 63 is left for the tenth byte.
                bool isShortest = i == 0 || b != 0;
                if (!isShortest || (i == MaxVarintLength - 1 && b > 1))
                {
                    throw new FormatException("A Protobuf integer is longer than it need be or than 64 bits.");
                }

                _rest = _rest[(i + 1)..];
                return value;
            }
        }

        throw CutOff();
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (_rest.Length < length)
        {
            throw CutOff();
        }

        ReadOnlySpan<byte> value = _rest[..length];
        _rest = _rest[length..];
        return value;
    }

    private static FormatException CutOff() => new("A Protobuf message ends within a value.");
}
