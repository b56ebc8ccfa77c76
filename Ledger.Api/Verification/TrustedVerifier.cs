using System.Net;
using Ledger.Api.Documents;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Verification.Separate;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Outgoing;

namespace Ledger.Api.Verification;

/// <summary>Verifies licence files by one trust policy: the file's own integrity, then what it carries, then what remote parties can prove.</summary>
/// <param name="policy">Whom to trust.</param>
/// <param name="time">The verifier's clock.</param>
/// <param name="readers">Reads files in processes of their own, as a node must; null to read them in this one, as a person's own command may.</param>
/// <param name="privateNetworks">Networks to ask in, besides the public one; null for all, as a person's own command may.</param>
internal sealed class TrustedVerifier(TrustPolicy policy, TimeProvider time, ReadingProcesses? readers = null, IReadOnlyList<IPNetwork>? privateNetworks = null) : IDisposable
{
    private readonly RemoteSources _remote = new(policy, privateNetworks ?? OutgoingCall.Everywhere);
    private readonly LicenceVerifier _verifier = new(policy, time);

    /// <summary>What it judges by.</summary>
    public TrustPolicy Policy => policy;

    /// <summary>Loads the policy of a trust folder.</summary>
    /// <exception cref="FormatException">The folder has no policy, or a malformed one.</exception>
    public static TrustedVerifier Load(string folder, TimeProvider time, ReadingProcesses? readers = null, IReadOnlyList<IPNetwork>? privateNetworks = null) =>
        new(TrustFolder.Load(folder), time, readers, privateNetworks);

    /// <summary>Judges a file by now.</summary>
    /// <param name="file">Anything at all; what cannot be read is a failed check, never an exception.</param>
    /// <param name="offline">Ask nobody: trust roots, the file and the clock alone.</param>
    /// <param name="cancel">Stops asking remote parties.</param>
    public Task<Verdict> VerifyAsync(ReadOnlyMemory<byte> file, bool offline, CancellationToken cancel) =>
        VerifyAsync(file, offline, at: null, cancel);

    /// <summary>Judges a file for no stated use, by now or by an earlier moment.</summary>
    /// <inheritdoc cref="VerifyAsync(ReadOnlyMemory{byte}, bool, DateTimeOffset?, StatedUse, CancellationToken)"/>
    public Task<Verdict> VerifyAsync(ReadOnlyMemory<byte> file, bool offline, DateTimeOffset? at, CancellationToken cancel) =>
        VerifyAsync(file, offline, at, StatedUse.None, cancel);

    /// <summary>Judges a file.</summary>
    /// <param name="file">Anything at all; what cannot be read is a failed check, never an exception.</param>
    /// <param name="offline">Ask nobody: trust roots, the file and the clock alone.</param>
    /// <param name="at">An earlier moment to judge by instead of now, or null.</param>
    /// <param name="use">Who verifies, and for what: a copy for one use is held to it.</param>
    /// <param name="cancel">Stops asking remote parties.</param>
    public async Task<Verdict> VerifyAsync(
        ReadOnlyMemory<byte> file, bool offline, DateTimeOffset? at, StatedUse use, CancellationToken cancel)
    {
        FileReading found = readers is null ? FileReader.Read(file, cancel) : await readers.ReadAsync(file, cancel);
        if (found.Ofd is OfdReading ofd)
        {
            return OfdChecks.IsLicence(ofd)
                ? await JudgeAsync(ofd.Attachments, alone => OfdChecks.Make(ofd, alone, policy, time.GetUtcNow()), offline, at, use, cancel)
                : new Verdict(OfdChecks.Foreign(ofd, policy, time.GetUtcNow()), null, null);
        }

        if (found.Others is OthersPdf others)
        {
            return new Verdict(OthersFileChecks.Make(file, others, policy, time.GetUtcNow()), null, null);
        }

        if (found.Refusal is { Reason: FileRefusalReason.Foreign } && VerifySeal(file, document: null) is Verdict ofSeal)
        {
            return ofSeal;
        }

        if (found.Pdf is not PdfReading reading)
        {
            return Unreadable(found.Refusal!);
        }

        return await JudgeAsync(reading.Attachments, alone => ChecksOf(reading, file.Length, alone, cancel), offline, at, use, cancel);
    }

    private List<Check> ChecksOf(PdfReading reading, int length, Verdict alone, CancellationToken cancel)
    {
        List<Check> checks = [.. FileChecks.Make(reading, length, alone, policy, time.GetUtcNow())];
        if (alone.Licence is { } licence)
        {
            FaceGround ground = FaceGround.Of(checks, reading.Integrity == PdfIntegrity.ChangedAfterSigning, alone);
            checks.AddRange(FaceTextCheck.Make(reading.Attachments, ShownFace.Of(reading, cancel), licence, alone.Copy, ground));
        }

        return checks;
    }

    /// <summary>Judges the data, then the file by them; then asks others for newer evidence.</summary>
    private async Task<Verdict> JudgeAsync(
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> attachments,
        Func<Verdict, IEnumerable<Check>> checkFile,
        bool offline,
        DateTimeOffset? at,
        StatedUse use,
        CancellationToken cancel)
    {
        if (!attachments.TryGetValue(AttachedNames.Document, out ReadOnlyMemory<byte> document)
            || !attachments.TryGetValue(AttachedNames.Proof, out ReadOnlyMemory<byte> proof))
        {
            return new Verdict(
                [Check.Of("file-form", false, "文件未附证照数据或证明。", "The file carries no licence data or no proof.")], null, null);
        }

        ReadOnlyMemory<byte> sealProof = attachments.GetValueOrDefault(AttachedNames.SealProof);
        Verdict verdict = _verifier.Verify(document.Span, proof.Span, RemoteEvidence.None, at, sealProof.Span);
        CopyReport copy = CopyFileChecks.Make(attachments, verdict.Licence, new CopyVerifier(policy, time), use, at);
        List<Check> form = [.. checkFile(verdict with { Copy = copy.Statement }), .. copy.Checks];

        if (!offline && verdict.AsOf is not null && !form.Any(check => check.Result == CheckResult.Failed))
        {
            // Nobody is bothered for a file that is not its issuer's, or whose own proof does not hold.
            RemoteEvidence evidence = await _remote.AskAsync(proof, verdict.Licence?.Statement.SigningMapKeys() ?? [], cancel);
            verdict = _verifier.Verify(document.Span, proof.Span, evidence, at, sealProof.Span);
        }

        if (copy.Statement is CopyStatement statement)
        {
            form.Add(await StandingAsync(statement, ask: !offline && !form.Any(check => check.Result == CheckResult.Failed), cancel));
        }

        return verdict with { Checks = [.. form, .. verdict.Checks], Copy = copy.Statement };
    }

    /// <summary>Whether the copy was withdrawn since.</summary>
    private async Task<Check> StandingAsync(CopyStatement copy, bool ask, CancellationToken cancel)
    {
        StatusBundle? answer = ask ? await _remote.AskStatusAsync(copy.Log, copy.MapKeyOf(), cancel) : null;
        return new CopyStanding(policy, time).Judge(copy, answer);
    }

    /// <summary>Judges a bare seal (SESeal) or seal signature (SES_Signature).</summary>
    /// <param name="file">Anything at all.</param>
    /// <param name="document">What was sealed; null where it is not at hand.</param>
    /// <returns>Null where the file is neither.</returns>
    public Verdict? VerifySeal(ReadOnlyMemory<byte> file, ReadOnlyMemory<byte>? document) =>
        OthersFileChecks.MakeOfSeal(file, document, policy, time.GetUtcNow()) is IReadOnlyList<Check> checks ? new Verdict(checks, null, null) : null;

    public void Dispose() => _remote.Dispose();

    private static Verdict Unreadable(FileRefusal refusal) => new(
        [
            refusal.Reason switch
            {
                FileRefusalReason.Foreign => new Check(
                    "file-form", CheckResult.Unknown, "这不是本系统的证照 PDF，无法判定。", "This is no licence PDF of this system; nobody can tell from it."),
                FileRefusalReason.ForeignPackage => new Check(
                    "file-form", CheckResult.Unknown, "文件无法作为 OFD 读取，无法判定。", $"The file cannot be read as OFD; nobody can tell from it: {refusal.Message}"),
                FileRefusalReason.NoAnswer => new Check(
                    "file-form", CheckResult.Unknown, "文件无法读取：耗时或占用内存过多，或读取失败。", $"The file could not be read. {refusal.Message}"),
                _ => new Check("file-form", CheckResult.Failed, "文件已损坏或被改动。", $"The file is damaged or was tampered with: {refusal.Message}"),
            },
        ],
        null,
        null);
}
