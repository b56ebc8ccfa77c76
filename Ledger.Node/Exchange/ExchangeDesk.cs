using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Envelopes;
using Ledger.Crypto.Hashing;
using Ledger.Node.Consents;
using Ledger.Node.Outgoing;
using Ledger.Node.Security;

namespace Ledger.Node.Exchange;

/// <summary>
/// Departments of this province use what is held in another: this node asks that province's, and gives what it has verified. All that comes is sealed: to the
/// department's own certificate, and then handed on as it is, or to this node's.
/// </summary>
internal sealed partial class ExchangeDesk(Neighbours neighbours, ExchangeVerifier verifier, EnvelopeKey? envelopes, GivenReceipts receipts, TimeProvider time)
{
    /// <summary>Where a province's node is asked.</summary>
    public const string Path = "/api/v1/provinces/uses";

    private const int Created = 201;
    private const int Ok = 200;
    private const int MostOpen = 10_000;

    private readonly Lock _turn = new();
    private readonly Dictionary<(string System, string Province, long Index), (ExchangedMaterial Material, DateTimeOffset Until)> _open = [];

    /// <summary>The certificate that a question for a department hands over.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotAllowed"/>: its own has expired; <see cref="LedgerError.InvalidField"/>: this node exchanges with nobody.</exception>
    public Certificate RecipientFor(UseCaller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.Recipient is { } own && !own.IsValidAt(time.GetUtcNow())
            ? throw new LedgerException(LedgerError.NotAllowed, "本系统的加密证书不在有效期内。", "The system's encryption certificate is not valid now.")
            : caller.Recipient ?? envelopes?.Certificate
            ?? throw new LedgerException(LedgerError.InvalidField, "本节点未与该省对接。", "This node exchanges nothing with that province.", "/province");
    }

    /// <summary>Uses a licence or material for a department that opens envelopes itself: what comes is handed on, and verified by who opens it.</summary>
    /// <returns>The envelope, which names the caller's certificate.</returns>
    /// <inheritdoc cref="UseAsync(UseCaller, string, UseRequest, byte[], string, CancellationToken)"/>
    public Task<byte[]> UseSealedAsync(UseCaller caller, string province, byte[] body, string key, CancellationToken cancel) =>
        neighbours.AskAsync(province, Question(caller, body, key), (_, answer) => SealedTo(caller.Recipient!, answer, Created), cancel);

    /// <summary>States for a system that opens envelopes itself that it opened and verified what it was given; posted to that province as any receipt.</summary>
    /// <param name="caller">The system.</param>
    /// <param name="province">Division code of the province.</param>
    /// <param name="use">Name of the use there.</param>
    /// <param name="index">Its index in that province's log.</param>
    /// <param name="answer">SM3 of the answer as the system opened it.</param>
    /// <param name="cancel">Stops waiting; it may be entered all the same.</param>
    /// <returns>The signed statement; empty where this node gives none.</returns>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.WrongState"/>: this node opens what the system gets, and gives receipts by itself; <see cref="LedgerError.InvalidField"/>: no such province, or the
    /// use has no such name.
    /// </exception>
    public async Task<ReadOnlyMemory<byte>> GiveReceiptAsync(UseCaller caller, string province, string use, long index, Digest answer, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (caller.Recipient is null)
        {
            throw new LedgerException(LedgerError.WrongState, "本系统没有自己的加密证书，回执由本节点出具。", "The system has no encryption certificate of its own: this node gives its receipts.");
        }

        return ConsentName.TryRead(use) is null
            ? throw new LedgerException(LedgerError.InvalidField, "应为用证名称。", "It is the name of a use.", "/use")
            : await receipts.GiveAsync(caller, neighbours.Named(province), use, index, answer, isByDepartment: true, cancel);
    }

    /// <summary>A part of a file, for a department that opens envelopes itself.</summary>
    /// <param name="caller">The system that used it.</param>
    /// <param name="province">Division code of the province.</param>
    /// <param name="index">Index of the use in that province's log.</param>
    /// <param name="part">Which bytes; of more than <see cref="OutgoingLimits.ProvincePartBytes"/> only so many come.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="LedgerException">As <see cref="Neighbours.AskAsync"/>, and what that province refuses.</exception>
    public Task<byte[]> SealedPartAsync(UseCaller caller, string province, long index, FilePart part, CancellationToken cancel) => neighbours.AskAsync(
        province,
        PartQuestion(caller, index, part.From, Math.Min(part.Length ?? long.MaxValue, OutgoingLimits.ProvincePartBytes)),
        (_, answer) => SealedTo(caller.Recipient!, answer, Ok),
        cancel);

    /// <summary>Uses a licence of another province, and gives it a receipt before the department has anything of it.</summary>
    /// <param name="caller">The system that asks here.</param>
    /// <param name="province">Division code of the province.</param>
    /// <param name="request">What it asks for.</param>
    /// <param name="body">The same as it is sent there.</param>
    /// <param name="key">The caller's Idempotency-Key.</param>
    /// <param name="cancel">Gives up; the use may be made all the same.</param>
    /// <exception cref="LedgerException">As <see cref="Neighbours.AskAsync"/>, and what that province refuses.</exception>
    public async Task<ExchangedLicence> UseAsync(UseCaller caller, string province, UseRequest request, byte[] body, string key, CancellationToken cancel)
    {
        (NeighbourProvince from, ExchangedLicence licence) = await neighbours.AskAsync(
            province,
            Question(caller, body, key),
            (from, answer) => (from, verifier.Licence(from.Origin, request, Opened(answer, Created))),
            cancel);
        return licence with { Receipt = await receipts.GiveAsync(caller, from, licence.Use, licence.Index, licence.AnswerSm3, isByDepartment: false, cancel) };
    }

    /// <summary>Uses a material of another province; its file is then fetched by <see cref="OpenFile"/>, for an hour.</summary>
    /// <inheritdoc cref="UseAsync(UseCaller, string, UseRequest, byte[], string, CancellationToken)"/>
    public async Task<ExchangedMaterial> UseAsync(UseCaller caller, string province, MaterialUseRequest request, byte[] body, string key, CancellationToken cancel)
    {
        (NeighbourProvince from, ExchangedMaterial material) = await neighbours.AskAsync(
            province,
            Question(caller, body, key),
            (from, answer) => (from, verifier.Material(from.Origin, request, Opened(answer, Created))),
            cancel);
        material = material with { Receipt = await receipts.GiveAsync(caller, from, material.Use, material.Index, material.AnswerSm3, isByDepartment: false, cancel) };
        Remember(caller, province, material);
        return material;
    }

    /// <summary>The file of a material that a system used, as it comes from there. Its last part is given only where the whole is what that province's log committed to.</summary>
    /// <param name="caller">The system that used it.</param>
    /// <param name="province">Division code of the province.</param>
    /// <param name="index">Index of the use in that province's log.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>: no use of the caller's in the last hour, or this node was started since; <see cref="LedgerError.InvalidField"/>,
    /// <see cref="LedgerError.Unavailable"/>: as <see cref="Neighbours.AskAsync"/>.
    /// </exception>
    public ExchangedFile OpenFile(UseCaller caller, string province, long index)
    {
        if (neighbours.QuarantinedUntil(province) is not null)
        {
            throw Neighbours.Unavailable();
        }

        lock (_turn)
        {
            return _open.TryGetValue((caller.System, province, index), out (ExchangedMaterial Material, DateTimeOffset Until) open) && time.GetUtcNow() <= open.Until
                ? new ExchangedFile(open.Material, (from, cancel) => PartAsync(caller, province, open.Material, from, cancel))
                : throw GivenConsents.NotFound();
        }
    }

    private Task<byte[]> PartAsync(UseCaller caller, string province, ExchangedMaterial material, long from, CancellationToken cancel)
    {
        long length = Math.Min(OutgoingLimits.ProvincePartBytes, material.Length - from);
        return neighbours.AskAsync(
            province,
            PartQuestion(caller, material.Index, from, length),
            (_, answer) => Opened(answer, Ok) is { } part && part.Length == length ? part : throw new NeighbourException("It gave another part of a file.", isLie: true),
            cancel);
    }

    private static NeighbourQuestion PartQuestion(UseCaller caller, long index, long from, long length) => new(HttpMethod.Get, string.Create(
        CultureInfo.InvariantCulture,
        $"{Path}/{index}/file?authority={caller.Authority}&system={Uri.EscapeDataString(caller.System)}&from={from}&length={length}"));

    private byte[] Opened(NeighbourAnswer answer, int status) =>
        envelopes!.TryOpen(Parse(answer, status)) ?? throw new NeighbourException("Its envelope is not sealed to this node, or was changed.", isLie: true);

    private static byte[] SealedTo(Certificate recipient, NeighbourAnswer answer, int status) =>
        Parse(answer, status).IsFor(recipient) ? answer.Content : throw new NeighbourException("Its envelope is not sealed to who asks.", isLie: true);

    private static Envelope Parse(NeighbourAnswer answer, int status)
    {
        answer.Require(status);
        try
        {
            return Envelope.Parse(answer.Content);
        }
        catch (FormatException e)
        {
            throw new NeighbourException("It gave no envelope.", isLie: true, e);
        }
    }

    // Two systems of this province may use the same key: at the other node both are this one.
    private static NeighbourQuestion Question(UseCaller caller, byte[] body, string key, string path = Path) =>
        new(HttpMethod.Post, path, body, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{caller.System}\n{key}"))));

    private void Remember(UseCaller caller, string province, ExchangedMaterial material)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_turn)
        {
            foreach ((string System, string Province, long Index) over in _open.Where(open => open.Value.Until < now).Select(open => open.Key).ToArray())
            {
                _open.Remove(over);
            }

            if (_open.Count >= MostOpen)
            {
                throw new LedgerException(LedgerError.Busy, "跨省取用过多，请稍后重试。", "Too many files of other provinces are open; try again later.");
            }

            _open[(caller.System, province, material.Index)] = (material, now + UseRegister.FileFor);
        }
    }
}
