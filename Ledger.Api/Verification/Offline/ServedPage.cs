using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification.Offline;

/// <summary>
/// The offline page as a node gives it to anybody. Reading the trust folder and putting half a megabyte together for each who asks would let a few
/// callers occupy the processors: it is made anew at most every few seconds.
/// </summary>
/// <param name="trustFolder">What the page trusts; it may change while the node runs.</param>
/// <param name="time">The clock.</param>
internal sealed class ServedPage(string trustFolder, TimeProvider time)
{
    /// <summary>So old the page may be that is given.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);

    private readonly Lock _turn = new();
    private byte[]? _page;
    private DateTimeOffset _made;

    /// <summary>The page's bytes; nobody changes them.</summary>
    /// <exception cref="FormatException">A file of the trust folder is malformed.</exception>
    public byte[] Current()
    {
        lock (_turn)
        {
            DateTimeOffset now = time.GetUtcNow();
            if (_page is null || now < _made || now - _made >= KeptFor)
            {
                (_page, _made) = (OfflinePage.Write(new TrustBundle(TrustFolder.Load(trustFolder))), now);
            }

            return _page;
        }
    }
}
