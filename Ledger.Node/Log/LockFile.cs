using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>
/// The second memory of what was signed last, changed only by comparing and swapping. It is held by one process at a time, so
/// that on a disk that two copies of a node share the second is refused; and it is written otherwise than the head file (in
/// place, two slots in turn), so that one fault does not take both.
/// </summary>
internal sealed class LockFile : IDisposable
{
    private const int SlotLength = 8192;
    private const int Slots = 2;
    private readonly FileStream _file;
    private int _current;

    private LockFile(FileStream file) => _file = file;

    /// <summary>Takes the file, made empty where there is none.</summary>
    /// <exception cref="StoreException"><see cref="StoreFault.InUse"/>: another process holds it; <see cref="StoreFault.Disk"/>.</exception>
    public static LockFile Take(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return new LockFile(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException taken)
        {
            throw new StoreException(StoreFault.InUse, $"The lock file {path} is in use by another process, or cannot be opened: {taken.Message}", taken);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new StoreException(StoreFault.Disk, $"The lock file {path} cannot be opened: {denied.Message}", denied);
        }
    }

    /// <summary>What was signed last by whoever held the file, or null when nothing was ever written to it.</summary>
    /// <exception cref="FormatException">Something is there, but no slot is whole.</exception>
    public HeadRecord? Read()
    {
        if (_file.Length == 0)
        {
            return null;
        }

        HeadRecord?[] slots = [ReadSlot(0), ReadSlot(1)];
        _current = (slots[1]?.Size ?? -1) > (slots[0]?.Size ?? -1) ? 1 : 0;
        return slots[_current] ?? throw new FormatException("The lock file is damaged: neither of its slots is whole.");
    }

    /// <summary>Replaces one record by the next; on the disk when this returns.</summary>
    /// <param name="expected">What must be there: what this process read or wrote last; null for an empty file.</param>
    /// <param name="next">What is there afterwards.</param>
    /// <exception cref="InvalidOperationException">Something else is there: another copy of this node signs.</exception>
    /// <exception cref="IOException">The disk failed: old or new, nobody knows.</exception>
    public void Swap(HeadRecord? expected, HeadRecord next)
    {
        if (Read() != expected)
        {
            throw new InvalidOperationException("The lock file holds another checkpoint than this process signed last: another copy of this node signs.");
        }

        byte[] record = next.Encode();
        if (record.Length > SlotLength)
        {
            throw new InvalidOperationException($"A head of {record.Length} bytes does not fit into a slot of {SlotLength}.");
        }

        // The slot of the record before the present one: whatever tears here, the present one stays whole.
        int slot = (_current + 1) % Slots;
        RandomAccess.Write(_file.SafeFileHandle, Padded(record), (long)slot * SlotLength);
        RandomAccess.FlushToDisk(_file.SafeFileHandle);
    }

    /// <summary>Forgets what is there. Only for a recovery that has asked others.</summary>
    public void Clear()
    {
        RandomAccess.SetLength(_file.SafeFileHandle, 0);
        RandomAccess.FlushToDisk(_file.SafeFileHandle);
    }

    /// <summary>Gives the file back.</summary>
    public void Dispose() => _file.Dispose();

    private HeadRecord? ReadSlot(int slot)
    {
        byte[] bytes = new byte[SlotLength];
        int length = RandomAccess.Read(_file.SafeFileHandle, bytes, (long)slot * SlotLength);
        try
        {
            return HeadRecord.Parse(bytes.AsSpan(0, length).TrimEnd((byte)0));
        }
        catch (FormatException)
        {
            return null; // torn while it was written, or never written
        }
    }

    private static byte[] Padded(byte[] record)
    {
        byte[] slot = new byte[SlotLength];
        record.CopyTo(slot, 0);
        return slot;
    }
}
