using Google.Protobuf;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Verification;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Seals;

/// <summary>Approving and making: a seal is in force from the event on that names its SESeal.</summary>
internal sealed partial class SealRegister
{
    private const string MadeHere = "made";
    private const string Installed = "installed";
    private const string TakenOver = "taken-over";

    /// <summary>Whether this node makes seals itself.</summary>
    public bool MakesSeals => workshop is not null;

    /// <summary>审批通过, by another operator at another system than applied. Where the node makes seals itself, it makes it now (制章).</summary>
    /// <param name="caller">Who acts.</param>
    /// <param name="handle">The seal's 16 bytes.</param>
    /// <param name="key">Makes repetition safe.</param>
    /// <param name="cancel">Stops waiting; it may be entered all the same.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>; <see cref="LedgerError.WrongState"/>; <see cref="LedgerError.NotAllowed"/>: the same operator or
    /// system as applied; a field is wrong; or the ledger does not write.
    /// </exception>
    public async Task<SealChange> ApproveAsync(SealCaller caller, ByteString handle, RequestKey key, CancellationToken cancel)
    {
        caller.Require();
        if (workshop is null)
        {
            return Now(caller.Authority, handle, await ledger.WriteOnceAsync(key, write => EnterApproved(write, caller, handle), cancel));
        }

        if (Replayed(caller, handle, key) is SealChange done)
        {
            return done;
        }

        LogReceipt receipt = await HoldAfterAsync(() => MakeAsync(caller, handle, cancel), made =>
        {
            byte[] content = SealedWith(handle, made, caller.Details());
            return ledger.WriteOnceAsync(
                key,
                write =>
                {
                    LogReceipt approved = EnterApproved(write, caller, handle);
                    EnterMade(write, handle, made, MadeHere, caller.Actor(secrets), content);
                    return approved;
                },
                cancel);
        });
        return Now(caller.Authority, handle, receipt);
    }

    /// <summary>Enters the seal that the operator of the node installed in the key folder of the authority (制章).</summary>
    /// <inheritdoc cref="ApproveAsync"/>
    public async Task<SealChange> InstallAsync(SealCaller caller, ByteString handle, RequestKey key, CancellationToken cancel)
    {
        caller.Require();
        if (Replayed(caller, handle, key) is SealChange done)
        {
            return done;
        }

        LogReceipt receipt = await HoldAfterAsync(() => Task.FromResult(LoadInstalled(caller.Authority)), installed =>
        {
            byte[] content = SealedWith(handle, installed, caller.Details());
            return ledger.WriteOnceAsync(
                key,
                write =>
                {
                    SealTable.Own(write, caller.Authority, handle).RequireApproved();
                    return EnterMade(write, handle, installed, Installed, caller.Actor(secrets), content);
                },
                cancel);
        });
        return Now(caller.Authority, handle, receipt);
    }

    /// <summary>
    /// When the node starts: enters the seals of its key folder that were approved and not made yet. A seal of an authority of which the
    /// ledger knows none at all was in use before seals stood in the log: it is taken over, with a grant for all types and everybody.
    /// </summary>
    /// <returns>How many were entered.</returns>
    public async Task<int> EnterHeldAsync(CancellationToken cancel)
    {
        AuthorityKeys[] missing;
        using (LedgerRead rows = ledger.Read())
        {
            missing = [.. keys.Authorities.Where(held => SealTable.Find(rows, held.SealSm3) is null)];
        }

        // The usual case costs no turn.
        return missing.Length == 0 ? 0 : await ledger.WriteAsync(write => missing.Count(held => EnterHeld(write, held)), cancel);
    }

    /// <summary>The part of <see cref="EnterHeldAsync"/> that concerns one seal.</summary>
    /// <returns>Whether it was entered.</returns>
    private bool EnterHeld(LedgerWrite write, AuthorityKeys held)
    {
        if (SealTable.Find(write, held.SealSm3) is not null)
        {
            return false;
        }

        Seal[] known = [.. SealTable.Of(write, held.Code)];
        ByteString? handle = known.FirstOrDefault(seal => seal.Recorded is SealState.Approved)?.Handle ?? (known.Length == 0 ? Handle.New() : null);
        if (handle is null)
        {
            return false; // nobody approved it: it stays out, and nothing is sealed with it
        }

        EnterMade(write, handle, held, known.Length == 0 ? TakenOver : Installed, by: null, SealedWith(handle, held, new SealDetails()));
        if (known.Length == 0)
        {
            GrantRequest everything = new(null, null, null, BeijingTime.DayOf(held.Seal.Info.ValidFrom), null, null);
            write.Append(SealGrant.Grant(SealTable.Find(write, handle)!, live: 0, everything, by: null, secrets));
        }

        return true;
    }

    private LogReceipt EnterApproved(LedgerWrite write, SealCaller caller, ByteString handle)
    {
        SealApproved approved = SealTable.Own(write, caller.Authority, handle).Approve(caller.Actor(secrets));
        byte[] content = _vault.Seal(handle, caller.Details());
        approved.SealedSm3 = Sm3Of(content);
        return write.Append(approved, content);
    }

    /// <summary>Makes the files of a seal, unless it may not be approved anyway.</summary>
    private async Task<AuthorityKeys> MakeAsync(SealCaller caller, ByteString handle, CancellationToken cancel)
    {
        ledger.RequireWriting();
        using LedgerRead rows = ledger.Read();
        Seal seal = SealTable.Own(rows, caller.Authority, handle);
        seal.Approve(caller.Actor(secrets));
        ESealPicture? picture = AppliedPicture(rows, seal);
        await _making.WaitAsync(cancel);
        try
        {
            return workshop!.Make(seal, picture, time.GetUtcNow());
        }
        finally
        {
            _making.Release();
        }
    }

    /// <summary>Holds the keys once the seal stands in the log, and clears them where it does not.</summary>
    private async Task<LogReceipt> HoldAfterAsync(Func<Task<AuthorityKeys>> make, Func<AuthorityKeys, Task<LogReceipt>> enter)
    {
        AuthorityKeys made = await make();
        try
        {
            LogReceipt receipt = await enter(made);
            keys.Add(made);
            return receipt;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    private AuthorityKeys LoadInstalled(string authority)
    {
        try
        {
            return AuthorityKeys.Load(Path.Combine(places.KeyFolder, "authorities", authority), places.Passphrase);
        }
        catch (FormatException e)
        {
            throw new LedgerException(
                LedgerError.Unavailable,
                "节点密钥目录中没有该机构完整有效的印章文件，请联系系统管理员安装。",
                "The node's key folder has no whole set of files of the authority's seal; the operator of the node has to install it.",
                e);
        }
    }

    private LogReceipt EnterMade(LedgerWrite write, ByteString handle, AuthorityKeys held, string origin, SealActor? by, byte[] content)
    {
        if (SealTable.Find(write, held.SealSm3) is not null)
        {
            throw new LedgerException(
                LedgerError.AlreadyExists, "密钥目录中的印章已登记为另一枚印章。", "The seal in the key folder stands in the ledger already.");
        }

        SealMade made = new()
        {
            SealSm3 = ByteString.CopyFrom(held.SealSm3.Span),
            Handle = handle,
            Authority = held.Code,
            Name = held.Seal.Info.Name,
            SealId = held.Seal.Info.Id,
            ValidFrom = held.Seal.Info.ValidFrom.ToUnixTimeMilliseconds(),
            ValidUntil = held.Seal.Info.ValidUntil.ToUnixTimeMilliseconds(),
            SealCertificateSm3 = ByteString.CopyFrom(held.SealCertificate.Thumbprint.Span),
            SigningCertificateSm3 = ByteString.CopyFrom(held.SigningCertificate.Thumbprint.Span),
            OriginCode = origin,
            By = by,
            SealedSm3 = Sm3Of(content),
        };
        LogReceipt receipt = write.Append(made, content);
        if (AuthorityTable.Find(write, held.Code) is null
            && Authority.Register(current: null, held.Code, held.Name, places.Province) is { } registered)
        {
            write.Append(registered);
        }

        return receipt;
    }

    private byte[] SealedWith(ByteString handle, AuthorityKeys held, SealDetails details)
    {
        details.Seal = UnsafeByteOperations.UnsafeWrap(held.Seal.Raw);
        return _vault.Seal(handle, details);
    }

    private SealChange? Replayed(SealCaller caller, ByteString handle, RequestKey key)
    {
        using LedgerRead rows = ledger.Read();
        return rows.ReceiptOf(key) is LogReceipt done ? new SealChange(SealTable.Own(rows, caller.Authority, handle), done) : null;
    }

    private SealChange Now(string authority, ByteString handle, LogReceipt receipt)
    {
        using LedgerRead rows = ledger.Read();
        return new SealChange(SealTable.Own(rows, authority, handle), receipt);
    }
}
