using System.Collections.Immutable;
using System.Text;
using Google.Protobuf;
using Ledger.Crypto.Signing;
using Ledger.Node.Storage;

namespace Ledger.Node.Security;

/// <summary>
/// Keys of the other provinces' nodes as a contract on the chain says them, epoch by epoch, kept in the store. Where it names a province, its word
/// takes the place of the settings'. A chain that cannot be asked is believed for <see cref="Grace"/> longer; then those provinces have no keys.
/// </summary>
internal sealed class ProvinceKeys
{
    /// <summary>So long what was read last counts.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(24);

    /// <summary>So long it is called fresh.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromMinutes(10);

    private const int MostRows = 1_000;

    private readonly StateStore _store;
    private readonly string _source;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, string> _divisionOf;
    private ImmutableDictionary<string, Known> _known = ImmutableDictionary<string, Known>.Empty;

    /// <summary>Reads what was read before.</summary>
    /// <param name="store">Keeps it; stays the caller's.</param>
    /// <param name="source">Chain and contract.</param>
    /// <param name="provinces">The provinces of the settings: no other is asked about.</param>
    /// <param name="time">The only clock.</param>
    public ProvinceKeys(StateStore store, string source, IReadOnlyList<NeighbourProvince> provinces, TimeProvider time)
    {
        (_store, _source, _time) = (store, source, time);
        _divisionOf = provinces.GroupBy(province => RequestKeyIdOf(province.Origin), StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First().Division, StringComparer.Ordinal);
        foreach ((byte[] key, byte[] value) in store.Scan(Column.ProvinceKeys, [], [], MostRows))
        {
            ProvinceKeysRow row = ProvinceKeysRow.Parser.ParseFrom(value);
            if (row.Source == source)
            {
                _known = _known.SetItem(Encoding.UTF8.GetString(key), Known.Of(row));
            }
        }
    }

    /// <summary>When the chain was read last; null for never.</summary>
    public DateTimeOffset? ReadAt => _known.IsEmpty ? null : _known.Values.Min(known => known.ReadAt);

    /// <summary><c>unread</c>, <c>fresh</c>, <c>grace</c> or <c>refused</c>, by how long ago it was read.</summary>
    public string StateAt(DateTimeOffset now) => ReadAt is not DateTimeOffset read ? "unread"
        : now < read + Freshness ? "fresh"
        : now < read + Grace ? "grace"
        : "refused";

    /// <summary>The provinces that the chain names.</summary>
    public IEnumerable<string> Divisions => _known.Where(known => known.Value.Count > 0).Select(known => known.Key).Order(StringComparer.Ordinal);

    /// <summary>Takes what the chain says of all provinces at a moment.</summary>
    /// <param name="read">How many epochs each has had, and the newest of them.</param>
    /// <exception cref="InvalidDataException">It says less than before: nobody takes an epoch back.</exception>
    public void Update(IReadOnlyDictionary<string, (long Count, IReadOnlyList<ProvinceEpoch> Epochs)> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        WriteBatch batch = new();
        ImmutableDictionary<string, Known> next = _known;
        foreach ((string division, (long count, IReadOnlyList<ProvinceEpoch> epochs)) in read)
        {
            if (_known.TryGetValue(division, out Known? before) && count < before.Count)
            {
                throw new InvalidDataException($"The contract names {count} epochs of {division}, and had named {before.Count}.");
            }

            ProvinceKeysRow row = new() { Source = _source, ReadTime = _time.GetUtcNow().ToUnixTimeMilliseconds(), Count = count, Epochs = { epochs.Select(epoch => epoch.ToRow()) } };
            batch.Put(Column.ProvinceKeys, Encoding.UTF8.GetBytes(division), row.ToByteArray());
            next = next.SetItem(division, Known.Of(row));
        }

        _store.Write(batch);
        _known = next;
    }

    /// <summary>Whether the chain, and not the settings, says a province's keys.</summary>
    public bool Names(string division) => _known.TryGetValue(division, out Known? known) && known.Count > 0;

    /// <summary>The province whose requests are signed under a key's name; null for none.</summary>
    public string? DivisionOf(string keyId) => _divisionOf.GetValueOrDefault(keyId);

    /// <summary>The key that signs a province's requests at a moment; null where there is none, or the chain was not read for too long.</summary>
    public VerifyingKey? RequestKeyAt(string division, DateTimeOffset at) => At(division, at)?.Request;

    /// <summary>The key that signs a province's answers at a moment; null as above.</summary>
    public VerifyingKey? AnswerKeyAt(string division, DateTimeOffset at) => At(division, at)?.Answer;

    /// <summary>The name of the key with which the node of a log signs requests.</summary>
    public static string RequestKeyIdOf(string origin) => $"{origin}/{MessageKey.Requests}";

    /// <summary>The name of the key with which it signs answers.</summary>
    public static string AnswerKeyIdOf(string origin) => $"{origin}/{MessageKey.Answers}";

    private ProvinceEpoch? At(string division, DateTimeOffset at) =>
        _known.TryGetValue(division, out Known? known) && at < known.ReadAt + Grace ? known.Epochs.FirstOrDefault(epoch => epoch.IsInForce(at)) : null;

    private sealed record Known(DateTimeOffset ReadAt, long Count, IReadOnlyList<ProvinceEpoch> Epochs)
    {
        public static Known Of(ProvinceKeysRow row) =>
            new(DateTimeOffset.FromUnixTimeMilliseconds(row.ReadTime), row.Count, [.. row.Epochs.Select(ProvinceEpoch.Of)]);
    }
}
