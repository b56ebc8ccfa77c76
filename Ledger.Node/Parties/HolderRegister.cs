using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Parties;

/// <summary>Registers, finds, opens and erases holders.</summary>
internal sealed class HolderRegister(LedgerWriter ledger, HolderKeys keys, HolderVault vault)
{
    private const string Purpose = "holder";

    /// <summary>Finds the holder with this code or registers one; renews the entry where the name differs.</summary>
    /// <param name="codeType">持证主体代码类型, three digits.</param>
    /// <param name="name">Name.</param>
    /// <param name="code">Code of that type.</param>
    /// <param name="cancel">Gives up waiting; the holder may be registered all the same.</param>
    /// <returns>The holder's handle. However many ask at once, all get the same.</returns>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>.</exception>
    public async Task<ByteString> RegisterAsync(string codeType, string name, string code, CancellationToken cancel)
    {
        using PreparedHolder prepared = Prepare(codeType, name, code);
        return prepared.SealedDetails is null
            ? prepared.Handle
            : await ledger.WriteAsync(write => Register(write, prepared), cancel);
    }

    /// <summary>Works out, outside the turn, what registering this holder needs.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>; the sentence repeats neither name nor code.</exception>
    public PreparedHolder Prepare(string codeType, string name, string code)
    {
        using LedgerRead read = ledger.Read();
        return Prepare(read, codeType, name, code);
    }

    /// <summary>The same by rows already open.</summary>
    /// <inheritdoc cref="Prepare(string, string, string)" path="/exception"/>
    /// <param name="read">Where to look.</param>
    /// <param name="codeType">持证主体代码类型, three digits.</param>
    /// <param name="name">Name.</param>
    /// <param name="code">Code of that type.</param>
    public PreparedHolder Prepare(LedgerRead read, string codeType, string name, string code)
    {
        using FreshHandles one = HandlesFor(together: 1);
        (PreparedHolder? holder, LedgerException? refusal) = PrepareEach(read, [(codeType, name, code)], one)[0];
        return holder ?? throw refusal!;
    }

    /// <summary>Handles for those who are prepared together.</summary>
    /// <param name="together">How many they are about.</param>
    public FreshHandles HandlesFor(int together) => new(keys, together);

    /// <summary>The same for several: keys of those who are known are unwrapped together.</summary>
    /// <param name="read">Where to look.</param>
    /// <param name="sought">Type of code, name and code of each.</param>
    /// <param name="fresh">Whence new holders' handles come.</param>
    /// <returns>For each either of the two.</returns>
    public (PreparedHolder? Holder, LedgerException? Refusal)[] PrepareEach(
        LedgerRead read, IReadOnlyList<(string CodeType, string Name, string Code)> sought, FreshHandles fresh)
    {
        (PreparedHolder? Holder, LedgerException? Refusal)[] prepared = new (PreparedHolder?, LedgerException?)[sought.Count];
        List<(int Place, HolderDetails Details)> accepted = [];
        List<(int Place, HolderDetails Details, Digest Lookup, ByteString Handle, byte[] WrappedKey)> known = [];
        for (int place = 0; place < prepared.Length; place++)
        {
            (string codeType, string name, string code) = sought[place];
            FieldRefusal[] refusals = [.. HolderRules.Refusals(codeType, name, code)];
            if (refusals.Length > 0)
            {
                prepared[place].Refusal = new LedgerException(refusals);
            }
            else
            {
                accepted.Add((place, new HolderDetails { CodeType = codeType, Code = code, Name = name }));
            }
        }

        Digest[] lookups = keys.Secrets.LookupEach(accepted.Select(one => (one.Details.CodeType, one.Details.Code)));
        foreach (((int place, HolderDetails details), Digest lookup) in accepted.Zip(lookups))
        {
            if (HolderTable.FindHandle(read, lookup) is { } handle && HolderKeys.RowOf(read, handle) is { } wrappedKey)
            {
                known.Add((place, details, lookup, handle, wrappedKey));
            }
            else
            {
                prepared[place].Holder = PrepareNew(read.Size, lookup, details, fresh);
            }
        }

        byte[]?[] opened = keys.UnwrapEach([.. known.Select(one => (one.Handle, one.WrappedKey))]);
        foreach (((int place, HolderDetails details, Digest lookup, ByteString handle, _), byte[]? key) in known.Zip(opened))
        {
            prepared[place].Holder = key is null ? null : PrepareKnown(read, lookup, details, handle, key);
            prepared[place].Refusal = prepared[place].Holder is null ? NoSuchHolder() : null;
        }

        return prepared;
    }

    /// <summary>
    /// Whether <see cref="Register"/> would give the handle that was prepared: false where another turn has registered the holder, or
    /// erased it, since. Content sealed under the prepared key would then be lost.
    /// </summary>
    public static bool Fits(LedgerWrite write, PreparedHolder prepared)
    {
        ByteString? known = FindHandle(write, prepared);
        return known == prepared.Handle || (known is null && prepared.WrappedKey is not null);
    }

    /// <summary>Registers inside a turn what was prepared before it, unless another turn has registered the holder since.</summary>
    /// <returns>The holder's handle; the other turn's, where that was first.</returns>
    /// <exception cref="LedgerException"><see cref="LedgerError.WrongState"/>: the holder was erased since; prepare again.</exception>
    public ByteString Register(LedgerWrite write, PreparedHolder prepared)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        ByteString? known = FindHandle(write, prepared);
        if (prepared.WrappedKey is not null && known is not null)
        {
            return known;
        }

        if (prepared.WrappedKey is not null)
        {
            keys.Put(write, prepared.Handle, prepared.WrappedKey);
        }
        else if (known != prepared.Handle)
        {
            throw new LedgerException(
                LedgerError.WrongState, "该持证主体的数据刚被清除，请重试。", "The holder was erased just now; try again.");
        }

        if (prepared.SealedDetails is not null && (known is null || Open(write, known).Name != prepared.Name))
        {
            write.Append(Event(prepared, prepared.SealedDetails), prepared.SealedDetails);
        }

        return prepared.Handle;
    }

    /// <summary>The handle of the holder with this code, or null; null after erasure.</summary>
    public ByteString? Find(LedgerRead read, string codeType, string code) =>
        FindHandle(read, keys.Secrets.Lookup(codeType, code));

    /// <summary>The handle of the holder whose code gives this keyed hash, or null; null after erasure.</summary>
    public static ByteString? Find(LedgerRead read, Digest lookup) => FindHandle(read, lookup);

    /// <summary>The keyed hash by which a holder's code is found; nothing is written.</summary>
    public Digest LookupOf(string codeType, string code) => keys.Secrets.Lookup(codeType, code);

    /// <summary>The keyed hash of a person who signs in.</summary>
    public Digest PersonOf(string issuer, string subject) => keys.Secrets.PersonLookup(issuer, subject);

    /// <summary>The keyed hash of a session that a provider keeps of a person.</summary>
    public Digest ProviderSessionOf(string issuer, string session) => keys.Secrets.ProviderSessionLookup(issuer, session);

    /// <summary>Opens a holder's details.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: unknown or erased.</exception>
    /// <exception cref="CryptographicException">The sealed details were changed.</exception>
    public Holder Open(LedgerRead read, ByteString handle)
    {
        return SealedDetails(read, handle) is byte[] content
            ? new Holder(handle, HolderDetails.Parser.ParseFrom(vault.Open(read, handle, Purpose, content)))
            : throw NoSuchHolder();
    }

    /// <summary>Erases a holder, whatever the holder has: the key is destroyed, and with it every content sealed for the holder, for ever.</summary>
    /// <returns>Whether there was a key to destroy.</returns>
    public async Task<bool> EraseAsync(ByteString handle, CancellationToken cancel)
    {
        bool existed = await ledger.WriteAsync(
            write =>
            {
                bool exists = HolderKeys.Exists(write, handle);
                if (exists)
                {
                    Erase(write, handle);
                }

                return exists;
            },
            cancel);
        FinishErasing(handle);
        return existed;
    }

    /// <summary>The turn of an erasure: the log says so, and the wrapped key goes. <see cref="FinishErasing"/> has to follow.</summary>
    public static LogReceipt Erase(LedgerWrite write, ByteString handle)
    {
        ArgumentNullException.ThrowIfNull(write);
        HolderKeys.Destroy(write, handle);
        return write.Append(new HolderErased { Handle = handle });
    }

    /// <summary>
    /// What follows the turn of an erasure: the holder's half goes from the ring and its copies, and the wrapped key from the disk. Done again it changes
    /// nothing; what a crash leaves undone, <see cref="FinishErasures"/> does.
    /// </summary>
    /// <exception cref="IOException">The ring or a copy of it could not be written.</exception>
    public void FinishErasing(ByteString handle)
    {
        keys.Ring.Puncture(handle);
        ledger.PurgeHolderKey(handle);
    }

    /// <summary>
    /// Takes everybody out of the ring of whom the log says that they were erased: after a crash in between, or where an older copy of ring or database
    /// was put back. Where events were lost before a recovery their leaves still say it.
    /// </summary>
    /// <exception cref="IOException">The ring or a copy of it could not be written.</exception>
    public void FinishErasures()
    {
        using LedgerRead rows = ledger.Read();
        List<ByteString> erased = [.. HolderTable.AllErased(rows)];
        if (rows.Scan(Column.LostBodies, [], limit: 1).Any())
        {
            erased.AddRange(HolderKeys.All(rows).Where(handle => IsErasedInMap(rows, handle)));
        }

        foreach (ByteString handle in erased.Where(keys.Ring.Has))
        {
            FinishErasing(handle);
        }
    }

    private bool IsErasedInMap(LedgerRead rows, ByteString handle) =>
        rows.Get(Column.StatusEntries, HolderTable.Subject(handle).KeyIn(ledger.Origin).Span) is byte[] entry
        && LogRows.ReadStatusEntry(entry).Status is Ledger.Crypto.Transparency.SubjectStatus.Withdrawn;

    private static HolderRegistered Event(PreparedHolder prepared, byte[] sealedDetails) => new()
    {
        Handle = prepared.Handle,
        Lookup = ByteString.CopyFrom(prepared.Lookup.Span),
        SealedSm3 = ByteString.CopyFrom(Sm3.Hash(sealedDetails).Span),
    };

    // A holder whose key was destroyed is no longer found: the same person registers anew, under another handle.
    private static ByteString? FindHandle(LedgerRead read, Digest lookup) =>
        HolderTable.FindHandle(read, lookup) is { } handle && HolderKeys.Exists(read, handle) ? handle : null;

    // A holder whose rows nobody has touched since is new still, or has the handle and the key still.
    private static ByteString? FindHandle(LedgerWrite write, PreparedHolder prepared)
    {
        bool isAsItWas = write.IsUnchanged(Column.HoldersByCode, prepared.Lookup.Span, prepared.Since)
            && write.IsUnchanged(Column.HolderKeys, prepared.Handle.Span, prepared.Since);
        return !isAsItWas ? FindHandle(write, prepared.Lookup)
            : prepared.WrappedKey is null ? prepared.Handle
            : null;
    }

    private static LedgerException NoSuchHolder() => new(LedgerError.NotFound, "没有这个持证主体。", "There is no such holder.");

    private static byte[]? SealedDetails(LedgerRead read, ByteString handle) =>
        HolderTable.Find(read, handle) is { } row ? read.Get(Column.Sealed, RowKey.Of(row.LastIndex)) : null;

    private PreparedHolder? PrepareKnown(LedgerRead read, Digest lookup, HolderDetails details, ByteString handle, byte[] key)
    {
        if (SealedDetails(read, handle) is not byte[] content)
        {
            return null;
        }

        HolderDetails before = HolderDetails.Parser.ParseFrom(vault.Open(key, handle, Purpose, content));
        byte[]? changed = before.Name == details.Name ? null : vault.Seal(key, handle, Purpose, details.ToByteArray());
        return new PreparedHolder(read.Size, handle, lookup, details.Name, WrappedKey: null, changed) { Key = key };
    }

    private PreparedHolder PrepareNew(long since, Digest lookup, HolderDetails details, FreshHandles fresh)
    {
        (ByteString handle, byte[] wrapping) = fresh.Take();
        byte[] key = new byte[HolderKeys.KeyLength];
        byte[] wrapped = keys.Create(handle, wrapping, key);
        CryptographicOperations.ZeroMemory(wrapping);
        return new PreparedHolder(since, handle, lookup, details.Name, wrapped, vault.Seal(key, handle, Purpose, details.ToByteArray())) { Key = key };
    }
}
