using Ledger.Crypto.TimeStamps;
using Ledger.Crypto.Transparency;

namespace Ledger.Node.Outgoing;

/// <summary>What is taken of those whom the node calls.</summary>
internal static class OutgoingLimits
{
    /// <summary>KiB of the header lines of an answer.</summary>
    public const int HeaderKibibytes = 16;

    /// <summary>Bytes of a witness's or map auditor's answer.</summary>
    public const int WitnessBytes = 16 << 10;

    /// <summary>Bytes of an answer of a time-stamping authority: a token, and the response around it.</summary>
    public const int TimeStampBytes = TimeStampToken.MaxLength + (4 * 1024);

    /// <summary>Bytes of an answer of an identity provider.</summary>
    public const int ProviderBytes = 64 << 10;

    /// <summary>Bytes of an answer of a node of the chain.</summary>
    public const int ChainBytes = 2 << 20;

    /// <summary>Bytes of an answer of a collector of telemetry.</summary>
    public const int CollectorBytes = 64 << 10;

    /// <summary>Bytes of an answer of another province's node: a licence with its proofs, or a part of a file.</summary>
    public const int ProvinceBytes = 6 << 20;

    /// <summary>Bytes of a file that are asked of another province's node at once.</summary>
    public const int ProvincePartBytes = 4 << 20;

    /// <summary>Bytes of a status that another log proves.</summary>
    public const int StatusBytes = StatusBundle.MaxLength;

    /// <summary>Networks that the settings may open to outgoing calls.</summary>
    public const int PrivateNetworks = 32;

    /// <summary>Until a connection stands.</summary>
    public static TimeSpan Connect { get; } = TimeSpan.FromSeconds(5);

    /// <summary>The whole answer of an identity provider.</summary>
    public static TimeSpan ProviderAnswer { get; } = TimeSpan.FromSeconds(10);

    /// <summary>The whole answer of another province's node.</summary>
    public static TimeSpan ProvinceAnswer { get; } = TimeSpan.FromSeconds(15);

    /// <summary>A connection is used for so long, then its name is looked up anew.</summary>
    public static TimeSpan Connection { get; } = TimeSpan.FromMinutes(5);
}
