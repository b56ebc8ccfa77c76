using Google.Protobuf;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Renewals;

/// <summary>
/// The rows of applications: of each licence the newest, and of those that wait their place in the department's queue. Not in the log: what the log has is the
/// renewal, which names the draft and who confirmed it.
/// </summary>
internal sealed class RenewalApplicationTable(string origin, HolderSecrets secrets)
{
    private const byte Content = 0;
    private const byte Queue = 1;

    private readonly NodeVault _vault = new(origin, "renewal-application", secrets.RenewalApplicationKey);

    /// <summary>The newest application for a licence; null where there is none.</summary>
    public RenewalApplicationRow? Find(LedgerRead rows, Licence licence)
    {
        byte[] key = ContentKey(licence);
        return rows.Get(Column.RenewalApplications, key) is byte[] content ? RenewalApplicationRow.Parser.ParseFrom(_vault.Open(key, content)) : null;
    }

    /// <summary>Puts an application in the place of the one before.</summary>
    public void Put(LedgerWrite write, Licence licence, RenewalApplicationRow? before, RenewalApplicationRow row)
    {
        if (before is not null)
        {
            write.Delete(Column.RenewalApplications, QueueKey(licence, before));
        }

        byte[] key = ContentKey(licence);
        write.Put(Column.RenewalApplications, key, _vault.Seal(key, row.ToByteArray()));
        if (row.RefusedAt == 0)
        {
            write.Put(Column.RenewalApplications, QueueKey(licence, row), []);
        }
    }

    /// <summary>Takes an application out of the queue, where it is there.</summary>
    public void Dequeue(LedgerWrite write, Licence licence)
    {
        if (Find(write, licence) is RenewalApplicationRow row)
        {
            write.Delete(Column.RenewalApplications, QueueKey(licence, row));
        }
    }

    /// <summary>What waits for an authority, the oldest first: positions behind the authority, and handles of licences.</summary>
    public static IEnumerable<(byte[] Position, ByteString Licence)> Waiting(LedgerRead rows, string authority, byte[]? after, int limit)
    {
        byte[] prefix = Prefix(authority, Queue);
        return rows
            .Scan(Column.RenewalApplications, prefix, after is null ? null : [.. prefix, .. after], limit)
            .Select(row => (row.Key[prefix.Length..], ByteString.CopyFrom(row.Key.AsSpan(row.Key.Length - Handle.Length))));
    }

    /// <summary>Forgets what a holder applied for, of all the licences that are given.</summary>
    public static void Forget(LedgerWrite write, IEnumerable<Licence> licences)
    {
        foreach (Licence licence in licences)
        {
            write.Delete(Column.RenewalApplications, ContentKey(licence));
        }
    }

    private static byte[] Prefix(string authority, byte kind) => new RowKey().Add(authority).Add(kind).ToArray();

    private static byte[] ContentKey(Licence licence) => new RowKey().AddFixed(Prefix(licence.Identifier.Issuer, Content)).AddFixed(licence.Handle.Span).ToArray();

    private static byte[] QueueKey(Licence licence, RenewalApplicationRow row) =>
        new RowKey().AddFixed(Prefix(licence.Identifier.Issuer, Queue)).Add(row.SubmittedAt).AddFixed(licence.Handle.Span).ToArray();
}
