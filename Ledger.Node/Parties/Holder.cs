using Google.Protobuf;

namespace Ledger.Node.Parties;

/// <summary>持证主体: who licences are issued to. Personal data, in memory only.</summary>
internal sealed class Holder
{
    /// <summary>A holder as its sealed details say.</summary>
    public Holder(ByteString handle, HolderDetails details)
    {
        ArgumentNullException.ThrowIfNull(details);
        Handle = Parties.Handle.Checked(handle);
        CodeType = HolderCodeType.Find(details.CodeType) ?? throw new FormatException("Sealed details name no holder code type.");
        (Code, Name) = (details.Code, details.Name);
    }

    /// <summary>Its 16 bytes in the log.</summary>
    public ByteString Handle { get; }

    /// <summary>持证主体代码类型.</summary>
    public HolderCodeType CodeType { get; }

    /// <summary>持证主体代码.</summary>
    public string Code { get; }

    /// <summary>持证主体: the name.</summary>
    public string Name { get; }

    /// <summary>The handle alone, so that no log line or exception gives a name away.</summary>
    public override string ToString() => $"holder {Convert.ToHexStringLower(Handle.Span)}";
}
