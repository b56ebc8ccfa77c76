using System.Text;
using Ledger.Api.Documents;
using Ledger.Api.Documents.Ofd;
using Ledger.Api.Documents.Reading;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification;

/// <summary>Verifies licence files by one trust policy: the file's own integrity, then what it carries, then what remote parties can prove.</summary>
internal sealed class TrustedVerifier(TrustPolicy policy, TimeProvider time) : IDisposable
{
    private static readonly byte[] OwnFile = Encoding.ASCII.GetBytes(OfdNames.AttachmentFolder + AttachedNames.Document);

    private readonly RemoteSources _remote = new(policy);
    private readonly LicenceVerifier _verifier = new(policy, time);

    /// <summary>Loads the policy of a trust folder.</summary>
    /// <exception cref="FormatException">The folder has no policy, or a malformed one.</exception>
    public static TrustedVerifier Load(string folder, TimeProvider time) => new(TrustFolder.Load(folder), time);

    /// <summary>Judges a file by now.</summary>
    /// <param name="file">Anything at all; what cannot be read is a failed check, never an exception.</param>
    /// <param name="offline">Ask nobody: trust roots, the file and the clock alone.</param>
    /// <param name="cancel">Stops asking remote parties.</param>
    public Task<Verdict> VerifyAsync(ReadOnlyMemory<byte> file, bool offline, CancellationToken cancel) =>
        VerifyAsync(file, offline, at: null, cancel);

    /// <summary>Judges a file.</summary>
    /// <param name="file">Anything at all; what cannot be read is a failed check, never an exception.</param>
    /// <param name="offline">Ask nobody: trust roots, the file and the clock alone.</param>
    /// <param name="at">An earlier moment to judge by instead of now, or null.</param>
    /// <param name="cancel">Stops asking remote parties.</param>
    public async Task<Verdict> VerifyAsync(ReadOnlyMemory<byte> file, bool offline, DateTimeOffset? at, CancellationToken cancel)
    {
        if (OfdReader.IsPackage(file.Span))
        {
            return await VerifyOfdAsync(file, offline, at, cancel);
        }

        PdfReading reading;
        try
        {
            reading = PdfReader.Read(file, cancel);
        }
        catch (PdfRejectedException e)
        {
            return Unreadable(e);
        }

        return await JudgeAsync(reading.Attachments, alone => ChecksOf(reading, alone, cancel), offline, at, cancel);
    }

    private IEnumerable<Check> ChecksOf(PdfReading reading, Verdict alone, CancellationToken cancel) =>
    [
        .. FileChecks.Make(reading, alone, policy, time.GetUtcNow()),
        .. alone.Licence is { } licence ? FaceTextCheck.Make(reading, licence, cancel) : [],
    ];

    private async Task<Verdict> VerifyOfdAsync(ReadOnlyMemory<byte> file, bool offline, DateTimeOffset? at, CancellationToken cancel)
    {
        OfdReading reading;
        try
        {
            reading = OfdReader.Read(file, cancel);
        }
        catch (OfdRejectedException e)
        {
            return Unreadable(e, file);
        }

        return OfdChecks.IsLicence(reading)
            ? await JudgeAsync(reading.Attachments, alone => OfdChecks.Make(reading, alone, policy, time.GetUtcNow()), offline, at, cancel)
            : new Verdict(OfdChecks.Foreign(reading, policy), null, null);
    }

    /// <summary>Judges the data, then the file by them; then asks others for newer evidence.</summary>
    private async Task<Verdict> JudgeAsync(
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> attachments,
        Func<Verdict, IEnumerable<Check>> checkFile,
        bool offline,
        DateTimeOffset? at,
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
        IReadOnlyList<Check> form = [.. checkFile(verdict)];

        if (!offline && verdict.AsOf is not null && !form.Any(check => check.Result == CheckResult.Failed))
        {
            // Nobody is bothered for a file that is not its issuer's, or whose own proof does not hold.
            RemoteEvidence evidence = await _remote.AskAsync(proof, verdict.Licence?.Statement.SigningMapKeys() ?? [], cancel);
            verdict = _verifier.Verify(document.Span, proof.Span, evidence, at, sealProof.Span);
        }

        return verdict with { Checks = [.. form, .. verdict.Checks] };
    }

    public void Dispose() => _remote.Dispose();

    /// <summary>A package that holds the name of a licence's data was one of ours before something happened to it.</summary>
    private static Verdict Unreadable(OfdRejectedException e, ReadOnlyMemory<byte> file) => new(
        [
            file.Span.IndexOf(OwnFile) < 0
                ? new Check("file-form", CheckResult.Unknown, "文件无法作为 OFD 读取，无法判定。", $"The file cannot be read as OFD; nobody can tell from it: {e.Message}")
                : new Check("file-form", CheckResult.Failed, "文件已损坏或被改动。", $"The file is damaged or was tampered with: {e.Message}"),
        ],
        null,
        null);

    private static Verdict Unreadable(PdfRejectedException e) => new(
        [
            e.Reason == PdfRejection.Foreign
                ? new Check("file-form", CheckResult.Unknown, "这不是本系统的证照 PDF，无法判定。", "This is no licence PDF of this system; nobody can tell from it.")
                : new Check("file-form", CheckResult.Failed, "文件已损坏或被改动。", $"The file is damaged or was tampered with: {e.Message}"),
        ],
        null,
        null);
}
