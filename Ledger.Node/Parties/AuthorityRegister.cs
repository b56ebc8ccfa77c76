using Ledger.Node.Log;

namespace Ledger.Node.Parties;

/// <summary>Registers issuing authorities.</summary>
internal sealed class AuthorityRegister(LedgerWriter ledger)
{
    /// <summary>The authority with this code, or null.</summary>
    public Authority? Find(string code)
    {
        using LedgerRead rows = ledger.Read();
        return AuthorityTable.Find(rows, code);
    }

    /// <summary>Registers an authority, or renews its entry where name or province differ.</summary>
    /// <param name="code">Unified social credit code.</param>
    /// <param name="name">Its name.</param>
    /// <param name="province">Division code of its province.</param>
    /// <param name="cancel">Gives up waiting; the entry may be written all the same.</param>
    /// <returns>The entry as it is now.</returns>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>.</exception>
    public Task<Authority> RegisterAsync(string code, string name, string province, CancellationToken cancel) =>
        ledger.WriteAsync(
            write =>
            {
                if (Authority.Register(AuthorityTable.Find(write, code), code, name, province) is { } registered)
                {
                    write.Append(registered);
                }

                return AuthorityTable.Get(write, code);
            },
            cancel);
}
