using Ledger.Crypto.Certificates;
using Ledger.Crypto.Hashing;
using Ledger.Node.Log;

namespace Ledger.Node.Seals;

/// <summary>Enters, rotates, retires and condemns the authorities' signing keys.</summary>
internal sealed class SigningKeyRegister(LedgerWriter ledger, SealingKeys keys)
{
    private const string OfSeal = "seal";
    private const string OfSigning = "signing";

    /// <summary>What the log has of the key of a certificate, or null.</summary>
    public SigningKeyEntry? Find(Digest certificate)
    {
        using LedgerRead rows = ledger.Read();
        return SigningKeyTable.Find(rows, certificate);
    }

    /// <summary>What the log has of an authority's keys, in the order of their handles.</summary>
    public IReadOnlyList<SigningKeyEntry> Of(string authority)
    {
        using LedgerRead rows = ledger.Read();
        return [.. SigningKeyTable.All(rows).Where(key => key.Authority == authority)];
    }

    /// <summary>
    /// Retires the keys of every seal of an authority but its newest that is in force, in one turn: what was signed with the old ones and is
    /// not in the log yet is signed anew; what is in the log stays valid.
    /// </summary>
    /// <param name="authority">Unified social credit code: the caller's authority.</param>
    /// <param name="key">Makes repetition safe.</param>
    /// <param name="cancel">Stops waiting; it may be done all the same.</param>
    /// <returns>The place of the first event.</returns>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>: no newer seal is in force that could go on.</exception>
    public Task<LogReceipt> RotateAsync(string authority, RequestKey key, CancellationToken cancel) => ledger.WriteOnceAsync(
        key,
        write => keys.CertifiedOf(authority, write.Time).Where(held => IsUsable(write, held)).ToList() is [AuthorityKeys next, _, ..] usable
            ? Rotate(write, next, usable.Skip(1))
            : throw new LedgerException(
                LedgerError.WrongState, "没有可接替的新印章及密钥，请先申请并制作新印章。", "No newer seal is in force whose keys could go on: apply for one first."),
        cancel);

    /// <summary>Enters that a key was compromised: what it signed counts only where the log took it in before an index.</summary>
    /// <param name="authority">Whose key it is: the caller's authority.</param>
    /// <param name="certificate">Thumbprint of its certificate.</param>
    /// <param name="from">First log index whose licences by it are not valid.</param>
    /// <param name="key">Makes repetition safe.</param>
    /// <param name="cancel">Stops waiting; it may be done all the same.</param>
    /// <returns>The place of the event.</returns>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>; <see cref="LedgerError.WrongState"/>.</exception>
    public Task<LogReceipt> CompromiseAsync(string authority, Digest certificate, long from, RequestKey key, CancellationToken cancel) =>
        ledger.WriteOnceAsync(
            key,
            write => write.Append(SigningKeyEntry.Compromise(
                SigningKeyTable.Find(write, certificate), certificate, authority, from, write.FirstIndex + write.Count)),
            cancel);

    /// <summary>In force and of keys that may sign: a seal that issuing would choose.</summary>
    private static bool IsUsable(LedgerWrite write, AuthorityKeys held) =>
        SealTable.Find(write, held.SealSm3)?.StateAt(write.Time) is SealState.InForce && held.AreValidAt(write.Time) && SigningKeyTable.MaySign(write, held);

    private static LogReceipt Rotate(LedgerWrite write, AuthorityKeys next, IEnumerable<AuthorityKeys> old)
    {
        LogReceipt? first = null;
        foreach ((Certificate certificate, string use) in new[] { (next.SealCertificate, OfSeal), (next.SigningCertificate, OfSigning) })
        {
            SigningKeyEntry? current = SigningKeyTable.Find(write, certificate.Thumbprint);
            LogReceipt? entered = Append(write, SigningKeyEntry.Enter(current, certificate.Thumbprint, next.Code, use));
            first ??= entered;
        }

        // A key that both have in common goes on signing.
        Digest[] kept = [next.SealCertificate.Thumbprint, next.SigningCertificate.Thumbprint];
        foreach (Digest certificate in old.SelectMany(one => new[] { one.SealCertificate.Thumbprint, one.SigningCertificate.Thumbprint }).Except(kept))
        {
            LogReceipt? retired = Append(write, SigningKeyEntry.Retire(SigningKeyTable.Find(write, certificate), certificate, next.Code));
            first ??= retired;
        }

        return first ?? throw new LedgerException(LedgerError.WrongState, "这些密钥已在使用。", "These keys are in use already.");
    }

    private static LogReceipt? Append<T>(LedgerWrite write, T? happened)
        where T : class, Google.Protobuf.IMessage<T> => happened is null ? null : write.Append(happened);
}
