using Google.Protobuf;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Seals;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Seals;

/// <summary>A ledger that knows no seal yet, and the two officials of an authority who apply and approve.</summary>
internal sealed class SealOffice(bool makesSeals = false) : IAsyncDisposable
{
    /// <summary>What the licences of these tests are of.</summary>
    public const string Type = "11100000MBDEM901XT001";

    public static readonly SealCaller Applicant = new(IssuingLedger.Issuer, "licensing", "clerk-1", "换章");
    public static readonly SealCaller Approver = new(IssuingLedger.Issuer, "seal-office", "head-1", "同意");

    private int _keys;

    public IssuingLedger Ledger { get; } = new(takesSealsOver: false, makesSeals);

    public SealRegister Register => Ledger.SealRegister;

    public static SealApplication Application => new("长宁区市场监督管理局（演示）", "电子证照专用章", 1);

    public RequestKey NewKey() => IssuingLedger.Key($"seal {_keys++}");

    public async Task<Seal> ApplyAsync(SealCaller? by = null) =>
        (await Register.ApplyAsync(by ?? Applicant, Application, NewKey(), CancellationToken.None)).Seal;

    public async Task<Seal> ApproveAsync(Seal seal, SealCaller? by = null) =>
        (await Register.ApproveAsync(by ?? Approver, seal.Handle, NewKey(), CancellationToken.None)).Seal;

    public async Task<Seal> InstallAsync(Seal seal) =>
        (await Register.InstallAsync(Applicant, seal.Handle, NewKey(), CancellationToken.None)).Seal;

    /// <summary>A seal in force that nobody may use yet.</summary>
    public async Task<Seal> MadeAsync()
    {
        Seal approved = await ApproveAsync(await ApplyAsync());
        return makesSeals ? approved : await InstallAsync(approved);
    }

    public async Task<Seal> FreezeAsync(Seal seal) =>
        (await Register.FreezeAsync(Applicant, seal.Handle, NewKey(), CancellationToken.None)).Seal;

    public async Task<Seal> UnfreezeAsync(Seal seal) =>
        (await Register.UnfreezeAsync(Applicant, seal.Handle, NewKey(), CancellationToken.None)).Seal;

    public async Task<Seal> RevokeAsync(Seal seal, SealEnd end = SealEnd.Replaced) =>
        (await Register.RevokeAsync(Applicant, seal.Handle, end, NewKey(), CancellationToken.None)).Seal;

    public async Task<SealGrant> GrantAsync(Seal seal, GrantRequest? request = null) =>
        (await Register.GrantAsync(Approver, seal.Handle, request ?? Everything, NewKey(), CancellationToken.None)).Grant;

    public async Task<SealGrant> WithdrawAsync(SealGrant grant) =>
        (await Register.WithdrawAsync(Approver, grant.SealHandle, grant.Handle, NewKey(), CancellationToken.None)).Grant;

    public static GrantRequest Everything => new(null, null, null, new DateOnly(2026, 3, 1), null, null);

    /// <summary>Issues a licence through a system and an operator.</summary>
    public Task<IssuedLicence> IssueAsync(string serial, string system = "licensing", string account = "clerk-1") =>
        Ledger.Register.IssueAsync(IssuingLedger.Issuer, RequestOf(serial, system, account), IssuingLedger.Key($"issue {serial}"), CancellationToken.None);

    public static IssueLicence RequestOf(string serial, string system = "licensing", string account = "clerk-1") =>
        IssuingLedger.Request(serial) with { Decision = IssuingLedger.Ground with { System = system, Operator = account } };

    /// <summary>The code of the refusal.</summary>
    public static async Task<LedgerError> RefusalOf(Task act) => (await Assert.ThrowsAsync<LedgerException>(() => act)).Error;

    public SealGrant Now(SealGrant grant) =>
        Register.Grants(IssuingLedger.Issuer, grant.SealHandle).Single(one => one.Handle == grant.Handle);

    public Seal Now(ByteString seal) => Register.Get(IssuingLedger.Issuer, seal);

    public ValueTask DisposeAsync() => Ledger.DisposeAsync();
}
