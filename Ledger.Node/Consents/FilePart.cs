namespace Ledger.Node.Consents;

/// <summary>Which bytes of a file are asked for.</summary>
/// <param name="From">The first of them, counted from 0.</param>
/// <param name="Length">How many at most; null for all that follow.</param>
internal sealed record FilePart(long From = 0, long? Length = null)
{
    /// <summary>Refuses a part that a file does not have.</summary>
    /// <param name="fileLength">Bytes of the file.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>.</exception>
    public void RequireIn(long fileLength)
    {
        if (From < 0 || From >= fileLength || Length is < 1)
        {
            throw new LedgerException(
                LedgerError.InvalidField, $"文件共 {fileLength} 字节，from 应小于它，length 至少为 1。", $"The file has {fileLength} bytes; from is less than that, length 1 at least.", "/from");
        }
    }

    /// <summary>Bytes that it has in a file.</summary>
    public long LengthIn(long fileLength) => Math.Min(Length ?? fileLength, fileLength - From);
}
