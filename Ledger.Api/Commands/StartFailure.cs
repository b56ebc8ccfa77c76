using System.Security.Cryptography;
using Ledger.Node;
using Ledger.Node.Storage;

namespace Ledger.Api.Commands;

/// <summary>Why a node cannot be opened or served: the one place where such a failure becomes an exit code and a sentence.</summary>
/// <param name="ExitCode">What the command ends with.</param>
/// <param name="Sentence">What it says.</param>
internal sealed record StartFailure(int ExitCode, string Sentence)
{
    // The native libraries besides the database's own, and the Debian packages they come in.
    private static readonly (string Library, string Package)[] Libraries =
        [("libsecp256k1.so.1", "libsecp256k1-1"), ("libcrypto.so.3", "libssl3")];

    /// <summary>What a failure means; null for one that nobody foresaw.</summary>
    public static StartFailure? Of(Exception failure) => failure switch
    {
        StoreException { Fault: StoreFault.Damaged } => new(Commands.ExitCode.Refused, failure.Message),
        StoreException => new(Commands.ExitCode.Unavailable, failure.Message),

        // A setting, key or certificate that is wrong, or a private key that others may read.
        FormatException or CryptographicException or UnauthorizedAccessException => new(Commands.ExitCode.Refused, failure.Message),

        // The ledger stopped while it entered its own authorities.
        LedgerException => new(Commands.ExitCode.WriterStopped, failure.Message),
        IOException => new(Commands.ExitCode.Unavailable, failure.Message),
        DllNotFoundException => new(Commands.ExitCode.Unavailable, MissingLibrary(failure.Message)),
        TypeInitializationException { InnerException: DllNotFoundException missing } => Of(missing),
        _ => null,
    };

    private static string MissingLibrary(string message)
    {
        (string library, string package) = Array.Find(Libraries, entry => message.Contains(entry.Library, StringComparison.Ordinal));
        return library is null
            ? message
            : $"{library} is missing or cannot be loaded. Install the Debian package {package}. / 缺少系统库，请安装 {package}。";
    }
}
