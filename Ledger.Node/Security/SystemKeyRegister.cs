using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Ledger.Node.Parties;
using Ledger.Node.Seals;
using Ledger.Node.Storage;

namespace Ledger.Node.Security;

/// <summary>
/// Keys that departments register for their own systems: one person applies, another approves (<see cref="OtherEyes"/>). Taking a
/// key back needs one person only, and counts from the next request on. What changed is on the disk before anybody is told.
/// </summary>
internal sealed class SystemKeyRegister
{
    private const int MostRows = 100_000;

    private readonly StateStore _store;
    private readonly IReadOnlyList<DepartmentSystem> _systems;
    private readonly HolderSecrets _secrets;
    private readonly TimeProvider _time;
    private readonly SystemRegistry _registry;
    private readonly Lock _turn = new();

    /// <summary>Reads those that are on the disk, and puts them into the registry.</summary>
    /// <param name="store">Keeps them; stays the caller's.</param>
    /// <param name="registry">Told of every change.</param>
    /// <param name="systems">The systems of the settings: no others get keys.</param>
    /// <param name="secrets">Hashes operators' accounts.</param>
    /// <param name="time">The only clock.</param>
    public SystemKeyRegister(StateStore store, SystemRegistry registry, IReadOnlyList<DepartmentSystem> systems, HolderSecrets secrets, TimeProvider time)
    {
        (_store, _registry, _systems, _secrets, _time) = (store, registry, systems, secrets, time);
        foreach ((byte[] key, byte[] value) in store.Scan(Column.SystemKeys, [], [], MostRows))
        {
            registry.Set(RegisteredKey.Of(Encoding.UTF8.GetString(key), SystemKeyRow.Parser.ParseFrom(value)));
        }
    }

    /// <summary>Keys of an authority's systems that were registered here, the newest first.</summary>
    public IReadOnlyList<RegisteredKey> Of(string authority) =>
        [.. _registry.Registered.Where(key => key.Row.Authority == authority).OrderByDescending(key => Math.Max(key.Row.ProposedTime, key.Row.DecidedTime))];

    /// <summary>Applies for a key: it verifies nothing before somebody else approved it.</summary>
    /// <param name="caller">Who applies.</param>
    /// <param name="system">The system that is to sign with it, one of the caller's own authority.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>: the authority has no such system; <see cref="LedgerError.InvalidField"/>: the key cannot be read;
    /// <see cref="LedgerError.AlreadyExists"/>: the name is used; <see cref="LedgerError.Busy"/>: the authority has as many as it may.
    /// </exception>
    public RegisteredKey Propose(SealCaller caller, string system, SystemKey key)
    {
        caller.Require();
        if (!_systems.Any(known => known.Name == system && known.Authority == caller.Authority && !known.Audits))
        {
            throw new LedgerException(LedgerError.NotFound, "本机构没有这个系统。", "The authority has no such system.");
        }

        if (key.Problem() is string problem || (key.From is not null && key.Until is not null && key.Until <= key.From))
        {
            throw new LedgerException(LedgerError.InvalidField, "不是可用的公钥，或名称、期限不符合要求。", "It is no public key that may be used, or its name or time is none.", "/publicKey");
        }

        lock (_turn)
        {
            DateTimeOffset now = _time.GetUtcNow();
            if (_registry.Knows(key.Id))
            {
                throw new LedgerException(LedgerError.AlreadyExists, "该密钥名称已被使用。", "A key of this name is registered already.", "/key");
            }

            RegisteredKey[] own = [.. Of(caller.Authority)];
            if (own.Count(known => known.CountsAt(now)) >= SystemKeyLimits.OfAuthority || own.Length >= SystemKeyLimits.Remembered)
            {
                throw new LedgerException(
                    LedgerError.Busy, $"每个机构至多登记 {SystemKeyLimits.OfAuthority} 个密钥。", $"An authority registers at most {SystemKeyLimits.OfAuthority} keys.");
            }

            return Put(key.Id, new SystemKeyRow
            {
                Proposal = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(16)),
                System = system,
                Authority = caller.Authority,
                PublicKey = key.PublicKey,
                From = key.From?.ToUnixTimeMilliseconds() ?? 0,
                Until = key.Until?.ToUnixTimeMilliseconds() ?? 0,
                State = SystemKeyState.Proposed,
                ProposingSystem = caller.System,
                ProposingOperator = OperatorOf(caller),
                ProposedTime = now.ToUnixTimeMilliseconds(),
            });
        }
    }

    /// <summary>Approves or rejects an application; whoever decided so already may ask again.</summary>
    /// <param name="caller">Another operator, at another system, than applied; or, where both are at the counter of this node, another person.</param>
    /// <param name="proposal">Name of the application, 32 hexadecimal characters.</param>
    /// <param name="approves">Whether it is approved.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>: absent, or another authority's; <see cref="LedgerError.WrongState"/>: it does not wait, or waited too long;
    /// <see cref="LedgerError.NotAllowed"/>: whoever applied.
    /// </exception>
    public RegisteredKey Decide(SealCaller caller, string proposal, bool approves)
    {
        caller.Require();
        lock (_turn)
        {
            DateTimeOffset now = _time.GetUtcNow();
            ByteString by = OperatorOf(caller);
            string decided = approves ? SystemKeyState.InForce : SystemKeyState.Rejected;
            RegisteredKey known = Of(caller.Authority).FirstOrDefault(key => Convert.ToHexStringLower(key.Row.Proposal.Span) == proposal && proposal.Length > 0)
                ?? throw new LedgerException(LedgerError.NotFound, "没有这项密钥申请。", "There is no such application for a key.");
            if (known.Row.State == decided && known.Row.DecidingSystem == caller.System && known.Row.DecidingOperator == by)
            {
                return known;
            }

            if (known.StateAt(now) != SystemKeyState.Proposed)
            {
                throw new LedgerException(LedgerError.WrongState, "该密钥申请不在待审批状态，或审批期限已过。", "The application does not wait for approval, or has waited too long.");
            }

            if (!OtherEyes.Are(known.Row.ProposingSystem, known.Row.ProposingOperator, caller.System, by))
            {
                throw new LedgerException(
                    LedgerError.NotAllowed, "审批须由另一经办人在另一系统办理。", "Approval takes another operator, at another system, than applied.", "/operator");
            }

            return Put(known.Key.Id, Decided(known.Row.Clone(), decided, caller, now));
        }
    }

    /// <summary>Takes a key back, one of the settings as well: from the next request on it verifies nothing, whatever the settings say.</summary>
    /// <param name="caller">Who does, of the authority whose system signs with it.</param>
    /// <param name="name">The key's name.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: absent, or another authority's.</exception>
    public RegisteredKey Withdraw(SealCaller caller, string name)
    {
        caller.Require();
        lock (_turn)
        {
            DepartmentSystem? settled = _systems.FirstOrDefault(system => system.Keys.Any(key => key.Id == name));
            SystemKeyRow? row = _registry.Registered.FirstOrDefault(key => key.Key.Id == name)?.Row.Clone()
                ?? (settled is null ? null : new SystemKeyRow { System = settled.Name, Authority = settled.Authority });
            if (row?.Authority != caller.Authority || settled?.Audits == true)
            {
                throw new LedgerException(LedgerError.NotFound, "本机构没有这个密钥。", "The authority has no such key.");
            }

            return row.State == SystemKeyState.Withdrawn ? RegisteredKey.Of(name, row) : Put(name, Decided(row, SystemKeyState.Withdrawn, caller, _time.GetUtcNow()));
        }
    }

    private SystemKeyRow Decided(SystemKeyRow row, string state, SealCaller caller, DateTimeOffset now)
    {
        (row.State, row.DecidingSystem, row.DecidingOperator, row.DecidedTime) = (state, caller.System, OperatorOf(caller), now.ToUnixTimeMilliseconds());
        return row;
    }

    private RegisteredKey Put(string name, SystemKeyRow row)
    {
        WriteBatch batch = new();
        batch.Put(Column.SystemKeys, Encoding.UTF8.GetBytes(name), row.ToByteArray());
        _store.Write(batch);
        RegisteredKey key = RegisteredKey.Of(name, row);
        _registry.Set(key);
        return key;
    }

    private ByteString OperatorOf(SealCaller caller) => ByteString.CopyFrom(_secrets.OperatorLookup(caller.Authority, caller.Operator).Span);
}
