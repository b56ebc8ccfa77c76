namespace Ledger.Crypto.Encoding;

/// <summary>How a Protobuf field's value is written. Groups are obsolete and refused.</summary>
public enum ProtobufWireType
{
    /// <summary>Base-128 integer.</summary>
    Varint = 0,

    /// <summary>Eight bytes, little-endian.</summary>
    Fixed64 = 1,

    /// <summary>A length and as many bytes: bytes, string or message.</summary>
    Bytes = 2,

    /// <summary>Four bytes, little-endian.</summary>
    Fixed32 = 5,
}
