using System.Buffers.Binary;
using Ledger.Node.Catalogue;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Licences;

/// <summary>
/// 双人复核: how many licences one system issues by batch within a day without a second person. Who has more brings them in by an import, which
/// another operator at another system approves.
/// </summary>
/// <param name="Authority">The authority.</param>
/// <param name="System">Its system.</param>
/// <param name="Most">Licences a day in China.</param>
internal sealed record BatchAllowance(string Authority, string System, int Most)
{
    /// <summary>Takes so many of the day's, in the turn in which they are entered; where it throws, the turn leaves nothing.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotAllowed"/>: there are not so many left.</exception>
    public void Take(LedgerWrite write, int count)
    {
        byte[] key = new RowKey().Add(Authority).Add(System).Add(LicenceDate.Format(LicenceDate.InChina(write.Time))).ToArray();
        long taken = count + (write.Get(Column.BatchesOfDay, key) is byte[] row ? BinaryPrimitives.ReadInt64BigEndian(row) : 0);
        if (taken > Most)
        {
            throw new LedgerException(
                LedgerError.NotAllowed,
                $"本系统每日批量签发超过 {Most} 份须经双人复核，请以批量导入提交，由另一经办人在另一系统审批。",
                $"More than {Most} licences a day by batch take a second person: send them as an import, which another operator at another system approves.");
        }

        byte[] value = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(value, taken);
        write.Put(Column.BatchesOfDay, key, value);
    }
}
