using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ledger.Node.Consents;
using Ledger.Node.Outgoing;

namespace Ledger.Node.Exchange;

/// <summary>Departments of this province use what is held in another: this node asks that province's, and gives what it has verified.</summary>
internal sealed class ExchangeDesk(Neighbours neighbours, ExchangeVerifier verifier, TimeProvider time)
{
    /// <summary>Where a province's node is asked.</summary>
    public const string Path = "/api/v1/provinces/uses";

    private const int Created = 201;
    private const int Ok = 200;
    private const int MostOpen = 10_000;

    private readonly Lock _turn = new();
    private readonly Dictionary<(string System, string Province, long Index), (ExchangedMaterial Material, DateTimeOffset Until)> _open = [];

    /// <summary>Uses a licence of another province.</summary>
    /// <param name="caller">The system that asks here.</param>
    /// <param name="province">Division code of the province.</param>
    /// <param name="request">What it asks for.</param>
    /// <param name="body">The same as it is sent there.</param>
    /// <param name="key">The caller's Idempotency-Key.</param>
    /// <param name="cancel">Gives up; the use may be made all the same.</param>
    /// <exception cref="LedgerException">As <see cref="Neighbours.AskAsync"/>, and what that province refuses.</exception>
    public Task<ExchangedLicence> UseAsync(UseCaller caller, string province, UseRequest request, byte[] body, string key, CancellationToken cancel) => neighbours.AskAsync(
        province,
        Question(caller, body, key),
        (from, answer) =>
        {
            answer.Require(Created);
            return verifier.Licence(from, request, answer.Content);
        },
        cancel);

    /// <summary>Uses a material of another province; its file is then fetched by <see cref="OpenFile"/>, for an hour.</summary>
    /// <inheritdoc cref="UseAsync(UseCaller, string, UseRequest, byte[], string, CancellationToken)"/>
    public async Task<ExchangedMaterial> UseAsync(UseCaller caller, string province, MaterialUseRequest request, byte[] body, string key, CancellationToken cancel)
    {
        ExchangedMaterial material = await neighbours.AskAsync(
            province,
            Question(caller, body, key),
            (from, answer) =>
            {
                answer.Require(Created);
                return verifier.Material(from, request, answer.Content);
            },
            cancel);
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
        string query = string.Create(
            CultureInfo.InvariantCulture,
            $"authority={caller.Authority}&system={Uri.EscapeDataString(caller.System)}&from={from}&length={length}");
        return neighbours.AskAsync(
            province,
            new NeighbourQuestion(HttpMethod.Get, $"{Path}/{material.Index.ToString(CultureInfo.InvariantCulture)}/file?{query}"),
            (_, answer) =>
            {
                answer.Require(Ok);
                return answer.Content.Length == length ? answer.Content : throw new NeighbourException("It gave another part of a file.", isLie: true);
            },
            cancel);
    }

    // Two systems of this province may use the same key: at the other node both are this one.
    private static NeighbourQuestion Question(UseCaller caller, byte[] body, string key) =>
        new(HttpMethod.Post, Path, body, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{caller.System}\n{key}"))));

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
