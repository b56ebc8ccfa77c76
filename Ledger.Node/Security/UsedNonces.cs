using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ledger.Node.Storage;

namespace Ledger.Node.Security;

/// <summary>
/// The nonces of signed requests that were taken: each is taken once for its key, and is on the disk before anybody acts on the request, so
/// that a request recorded before a crash is no good after it. Forgotten some time after the signature has expired, when nobody takes it any more.
/// </summary>
internal sealed class UsedNonces
{
    /// <summary>Most nonces that are remembered at a time.</summary>
    public const int DefaultCapacity = 500_000;

    /// <summary>So long a nonce is remembered after its signature expired: a clock may be set back by as much.</summary>
    public static readonly TimeSpan Remembrance = TimeSpan.FromSeconds(300);

    private const int Page = 10_000;

    private readonly StateStore _store;
    private readonly TimeProvider _time;
    private readonly int _capacity;
    private readonly Lock _turn = new();
    private readonly HashSet<UInt128> _taken = [];
    private readonly PriorityQueue<UInt128, long> _byExpiry = new();
    private WriteBatch _next = new();
    private TaskCompletionSource _written = NewRound();
    private bool _isWriting;
    private bool _isStoreLost;

    /// <summary>Reads those that were taken before.</summary>
    /// <param name="store">Keeps them; stays the caller's.</param>
    /// <param name="time">The only clock.</param>
    /// <param name="capacity">Most that are remembered at a time.</param>
    public UsedNonces(StateStore store, TimeProvider time, int capacity = DefaultCapacity)
    {
        (_store, _time, _capacity) = (store, time, capacity);
        byte[] last = [];
        IReadOnlyList<KeyValuePair<byte[], byte[]>> rows;
        do
        {
            rows = store.Scan(Column.UsedNonces, [], last, Page);
            foreach ((byte[] key, _) in rows)
            {
                Remember(BinaryPrimitives.ReadUInt128BigEndian(key.AsSpan(sizeof(long))), BinaryPrimitives.ReadInt64BigEndian(key));
                last = key;
            }
        }
        while (rows.Count == Page);
    }

    /// <summary>How many are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_turn)
            {
                return _taken.Count;
            }
        }
    }

    /// <summary>Takes a nonce. When this returns true, it is on the disk.</summary>
    /// <param name="keyId">The key that signed.</param>
    /// <param name="nonce">The nonce.</param>
    /// <param name="expires">When the signature expires.</param>
    /// <returns>False where it was taken before.</returns>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.Busy"/>: there are too many; <see cref="LedgerError.Unavailable"/>: the disk failed, now or before.
    /// </exception>
    public async Task<bool> TakeAsync(string keyId, string nonce, DateTimeOffset expires)
    {
        UInt128 name = BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{keyId}\n{nonce}")));
        Task written;
        bool isFirst;
        lock (_turn)
        {
            ThrowIfLost();
            Forget();
            if (_taken.Contains(name))
            {
                return false;
            }

            if (_taken.Count >= _capacity)
            {
                throw new LedgerException(LedgerError.Busy, "签名请求过多，请稍后重试。", "There are too many signed requests; try again later.");
            }

            long second = expires.ToUnixTimeSeconds();
            Remember(name, second);
            _next.Put(Column.UsedNonces, RowOf(name, second), []);
            written = _written.Task;
            isFirst = !_isWriting;
            _isWriting = true;
        }

        if (isFirst)
        {
            // Not here: whoever comes first would wait for all who come after.
            ThreadPool.QueueUserWorkItem(_ => WriteAll());
        }

        await written;
        return true;
    }

    private static TaskCompletionSource NewRound() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static byte[] RowOf(UInt128 name, long second)
    {
        byte[] row = new byte[sizeof(long) + 16];
        BinaryPrimitives.WriteInt64BigEndian(row, second);
        BinaryPrimitives.WriteUInt128BigEndian(row.AsSpan(sizeof(long)), name);
        return row;
    }

    private void Remember(UInt128 name, long second)
    {
        if (_taken.Add(name))
        {
            _byExpiry.Enqueue(name, second);
        }
    }

    private void Forget()
    {
        long over = (_time.GetUtcNow() - Remembrance).ToUnixTimeSeconds();
        while (_byExpiry.TryPeek(out UInt128 name, out long second) && second < over)
        {
            _byExpiry.Dequeue();
            _taken.Remove(name);
            _next.Delete(Column.UsedNonces, RowOf(name, second));
        }
    }

    // One sync for as many as came while the one before was under way.
    private void WriteAll()
    {
        while (true)
        {
            WriteBatch batch;
            TaskCompletionSource round;
            lock (_turn)
            {
                if (_next.IsEmpty || _isStoreLost)
                {
                    _isWriting = false;
                    return;
                }

                (batch, round) = (_next, _written);
                (_next, _written) = (new WriteBatch(), NewRound());
            }

            try
            {
                _store.Write(batch);
                round.SetResult();
            }
            catch (Exception e) when (e is StoreException or ObjectDisposedException)
            {
                lock (_turn)
                {
                    // What is on the disk is unknown from now on: nothing more is taken until the next start.
                    _isStoreLost = true;
                    _written.TrySetException(Lost());
                }

                round.SetException(Lost());
            }
        }
    }

    private void ThrowIfLost()
    {
        if (_isStoreLost)
        {
            throw Lost();
        }
    }

    private static LedgerException Lost() => new(
        LedgerError.Unavailable, "无法记录请求的随机数，未作任何处理。", "The nonce of the request could not be stored; nothing was done.");
}
