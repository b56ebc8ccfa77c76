using Google.Protobuf;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Ledger.Node.Seals;

/// <summary>The life of seals: application, approval, making, grants, freezing, end. The folder's only door.</summary>
internal sealed partial class SealRegister(
    LedgerWriter ledger,
    SealingKeys keys,
    HolderSecrets secrets,
    SealPlaces places,
    SealWorkshop? workshop,
    TimeProvider time,
    ILogger<SealAttempts> logger) : IDisposable
{
    private readonly SealVault _vault = new(places.Origin, secrets);

    // Files are made by one request at a time; the writer's turn decides which of them counts.
    private readonly SemaphoreSlim _making = new(1);

    /// <summary>Writes down who tried to use a seal without the right to; a worker of the host.</summary>
    public SealAttempts Attempts { get; } = new(ledger, time, logger);

    private DateOnly Today => BeijingTime.DayOf(time.GetUtcNow());

    /// <summary>印章申请.</summary>
    /// <param name="caller">Who applies.</param>
    /// <param name="application">What for.</param>
    /// <param name="key">Makes repetition safe.</param>
    /// <param name="cancel">Stops waiting; it may be entered all the same.</param>
    /// <exception cref="LedgerException">A field is wrong, too many applications wait, or the ledger does not write.</exception>
    public async Task<SealChange> ApplyAsync(SealCaller caller, SealApplication application, RequestKey key, CancellationToken cancel)
    {
        ByteString handle = Handle.New();
        SealDetails details = caller.Details();
        if (application.Picture is ESealPicture picture)
        {
            details.Picture = ByteString.CopyFrom(picture.Data.Span);
            (details.PictureWidth, details.PictureHeight) = ((uint)picture.Width, (uint)picture.Height);
        }

        byte[] content = _vault.Seal(handle, details);
        LogReceipt receipt = await ledger.WriteOnceAsync(
            key,
            write =>
            {
                SealApplied applied = Seal.Apply(SealTable.Of(write, caller.Authority), handle, caller, application, caller.Actor(secrets));
                applied.SealedSm3 = Sm3Of(content);
                return write.Append(applied, content);
            },
            cancel);
        using LedgerRead rows = ledger.Read();
        return new SealChange(SealTable.Find(rows, Entered(rows, receipt, SealApplied.Parser).Handle)!, receipt);
    }

    /// <summary>审批不通过.</summary>
    /// <inheritdoc cref="ApproveAsync"/>
    public Task<SealChange> RejectAsync(SealCaller caller, ByteString handle, RequestKey key, CancellationToken cancel) => ChangeAsync(
        caller, handle, key, needsNote: true,
        (seal, by) => seal.Reject(by), (rejected, sm3) => rejected.SealedSm3 = sm3, cancel);

    /// <summary>冻结: from the moment it is entered nothing is sealed any more, whatever was prepared before.</summary>
    /// <inheritdoc cref="ApproveAsync"/>
    public Task<SealChange> FreezeAsync(SealCaller caller, ByteString handle, RequestKey key, CancellationToken cancel) => ChangeAsync(
        caller, handle, key, needsNote: true,
        (seal, by) => seal.Freeze(by), (frozen, sm3) => frozen.SealedSm3 = sm3, cancel);

    /// <summary>解冻.</summary>
    /// <inheritdoc cref="ApproveAsync"/>
    public Task<SealChange> UnfreezeAsync(SealCaller caller, ByteString handle, RequestKey key, CancellationToken cancel) => ChangeAsync(
        caller, handle, key, needsNote: true,
        (seal, by) => seal.Unfreeze(by), (unfrozen, sm3) => unfrozen.SealedSm3 = sm3, cancel);

    /// <summary>注销; of an application, taking it back.</summary>
    /// <inheritdoc cref="ApproveAsync"/>
    public Task<SealChange> RevokeAsync(SealCaller caller, ByteString handle, SealEnd reason, RequestKey key, CancellationToken cancel) =>
        ChangeAsync(
            caller, handle, key, needsNote: false,
            (seal, by) => seal.Revoke(reason, by), (revoked, sm3) => revoked.SealedSm3 = sm3, cancel);

    /// <summary>Gives out seals by what stands in some rows, as of now.</summary>
    public SealDesk DeskOf(LedgerRead rows) => new(rows, keys, time.GetUtcNow());

    /// <summary>
    /// The keys by which an authority signs documents that are no licences, such as the PDF around one: those of its newest seal in force,
    /// or where none is, of its newest that the ledger knows. Never keys that may not sign any more: retired, compromised, or of
    /// certificates that are not valid now.
    /// </summary>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotAllowed"/> where this node holds none; <see cref="LedgerError.SealNotInForce"/> where none of them may sign.
    /// </exception>
    public AuthorityKeys SigningKeysOf(string authority)
    {
        _ = keys.Of(authority);
        using LedgerRead rows = ledger.Read();
        return DeskOf(rows).RequireSigning(authority);
    }

    /// <summary>The keys of an authority's newest seal in force.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.SealNotInForce"/>.</exception>
    public AuthorityKeys SealingKeysOf(string authority)
    {
        using LedgerRead rows = ledger.Read();
        return DeskOf(rows).RequireInForce(authority);
    }

    /// <summary>A seal of the caller's authority.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>.</exception>
    public Seal Get(string authority, ByteString handle)
    {
        using LedgerRead rows = ledger.Read();
        return SealTable.Own(rows, authority, handle);
    }

    /// <summary>Every seal of an authority, the oldest first.</summary>
    public IReadOnlyList<Seal> List(string authority)
    {
        using LedgerRead rows = ledger.Read();
        return [.. SealTable.Of(rows, authority)];
    }

    /// <summary>What a seal shows, or is to show.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: no such seal of the authority.</exception>
    public ESealPicture PictureOf(string authority, ByteString handle)
    {
        using LedgerRead rows = ledger.Read();
        Seal seal = SealTable.Own(rows, authority, handle);
        return seal.MadeStep is SealStep made && _vault.Open(rows, handle, made.Index) is { Seal.IsEmpty: false } details
            ? ESeal.Parse(details.Seal.Span).Info.Picture
            : AppliedPicture(rows, seal) ?? Drawn(seal);
    }

    /// <summary>Who acted in a step, and why; null where no department's system did, or where that was erased.</summary>
    public SealDetails? DetailsOf(ByteString handle, SealStep step)
    {
        using LedgerRead rows = ledger.Read();
        return _vault.Open(rows, handle, step.Index) is { Operator.Length: > 0 } details ? details : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _making.Dispose();
        Attempts.Dispose();
    }

    private static ESealPicture Drawn(Seal seal) => ESealPicture.FromFile(
        SealDrawing.Svg(seal.AuthorityName ?? seal.Name), SealDrawing.Millimetres, SealDrawing.Millimetres);

    private ESealPicture? AppliedPicture(LedgerRead rows, Seal seal) =>
        _vault.Open(rows, seal.Handle, seal.Steps[0].Index) is { Picture.IsEmpty: false } details
            ? ESealPicture.FromFile(details.Picture.ToByteArray(), (int)details.PictureWidth, (int)details.PictureHeight)
            : null;

    private async Task<SealChange> ChangeAsync<T>(
        SealCaller caller,
        ByteString handle,
        RequestKey key,
        bool needsNote,
        Func<Seal, SealActor, T> decide,
        Action<T, ByteString> bind,
        CancellationToken cancel)
        where T : IMessage<T>
    {
        caller.Require(needsNote);
        byte[] content = _vault.Seal(handle, caller.Details());
        LogReceipt receipt = await ledger.WriteOnceAsync(
            key,
            write =>
            {
                T happened = decide(SealTable.Own(write, caller.Authority, handle), caller.Actor(secrets));
                bind(happened, Sm3Of(content));
                return write.Append(happened, content);
            },
            cancel);
        using LedgerRead rows = ledger.Read();
        return new SealChange(SealTable.Own(rows, caller.Authority, handle), receipt);
    }

    private static ByteString Sm3Of(byte[] content) => ByteString.CopyFrom(Sm3.Hash(content).Span);

    private static T Entered<T>(LedgerRead rows, LogReceipt receipt, MessageParser<T> parser)
        where T : IMessage<T> => parser.ParseFrom(EventCodec.Decode(rows.Get(Column.Bodies, RowKey.Of(receipt.Index))!).Event);
}
