using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ledger.Node;

namespace Ledger.Api.Security;

/// <summary>
/// Counts signatures that do not verify, by the address that they came from and the key that they name: who guesses gets no further, and another
/// system behind the same address is none the worse for it. Good ones are not counted here.
/// </summary>
internal sealed class FailedSignatures(RateTable table, NodeOptions options)
{
    /// <summary>What is counted of callers whose key nobody knows: all of an address together.</summary>
    public const string NoKey = "";

    private static readonly Rate OfCaller = new("failed signatures", RateLimits.FailedSignaturesPerMinute, TimeSpan.FromMinutes(1));

    /// <summary>Refuses to verify another where too many were wrong.</summary>
    /// <param name="context">The request.</param>
    /// <param name="key">The key that it names.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.QuotaExceeded"/>.</exception>
    public void RequireFew(HttpContext context, string key)
    {
        if (table.WaitFor(CountedOf(context, key)) > TimeSpan.Zero)
        {
            throw TooMany();
        }
    }

    /// <summary>Counts one that was wrong.</summary>
    /// <returns>What is answered instead of the fault, where there were too many; null else.</returns>
    public LedgerException? Count(HttpContext context, string key) => table.Take(CountedOf(context, key)) > TimeSpan.Zero ? TooMany() : null;

    private static LedgerException TooMany() => new(
        LedgerError.QuotaExceeded, "来自此处的错误签名过多，请稍后再试。", "Too many signatures from here did not verify; come again later.");

    private RateTable.Counted[] CountedOf(HttpContext context, string key)
    {
        System.Net.IPAddress? address = CallerAddress.Of(context, options);
        UInt128 named = key == NoKey ? 0 : BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return CallerAddress.IsLocal(address, options) ? [] : [new RateTable.Counted(OfCaller, CallerAddress.OneOf(address) ^ named)];
    }
}
