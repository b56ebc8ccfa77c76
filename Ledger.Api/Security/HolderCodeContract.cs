using Ledger.Api.Problems;
using Ledger.Node.Consents;

namespace Ledger.Api.Security;

/// <summary>A holder by code.</summary>
/// <param name="CodeType">持证主体代码类型, three digits.</param>
/// <param name="Code">Code of that type.</param>
public sealed record HolderCodeContract(string CodeType, string Code)
{
    private const int LongestCode = 64;

    /// <summary>Reads one, and nothing besides.</summary>
    /// <exception cref="Node.LedgerException">A member is missing, unknown, or of another kind.</exception>
    internal static HolderCode Read(RequestBody body)
    {
        HolderCode holder = new(body.Text("codeType", 3), body.Text("code", LongestCode));
        body.End();
        return holder;
    }
}
