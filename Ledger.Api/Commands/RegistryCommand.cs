using System.CommandLine;
using System.Text.Json;
using Ledger.Crypto.Signing;
using Ledger.Node.Anchoring;
using Ledger.Node.Security;

namespace Ledger.Api.Commands;

/// <summary>
/// <c>registry</c>: makes the trust registry, the contract that says the provinces' keys, and does what its governors do. Exit 0 done; 1 the
/// contract refuses, and nothing was changed; 64 wrong usage; 69 the chain gives no answer, or has not mined it in time; 78 others have access
/// to the account's key, or its passphrase is another.
/// </summary>
internal static class RegistryCommand
{
    private const long UsualDelay = 48 * 60 * 60;

    private static readonly Option<bool> Json = new("--json") { Description = "Print the result as JSON" };

    // By the beginning of what the contract says.
    private static readonly Dictionary<string, string> Refusals = new(StringComparer.Ordinal)
    {
        ["NotGovernor"] = "The account is none of the governors. / 该账户不是治理人。",
        ["AlreadyVoted"] = "The account has voted for this already. / 该账户已投票。",
        ["NotReady(0"] = "Votes are missing. / 票数不足。",
        ["NotReady"] = "The delay is not over. / 等待期未满。",
        ["WrongEpoch"] = "The province's next epoch is another, or there is none such. / 期号不符。",
        ["WrongTime"] = "It would begin before now, or before the last one. / 开始时间不符。",
        ["WrongKey"] = "A key is empty or too long. / 公钥不符。",
    };

    public static Command Create() => new("registry", "The contract that says the provinces' keys / 信任登记合约") { Account(), Deploy(), Vote(), Begin(), End(), Show() };

    private static Command Account()
    {
        Argument<string> file = new("FILE") { Description = "Where the account's key is, or with --new will be" };
        Option<bool> isNew = new("--new") { Description = "Make the key" };
        Command command = new("account", "Print an account's address, or make a new account / 账户地址") { file, isNew, RegistryOptions.Passphrase, Json };
        return Does(command, (line, _) =>
        {
            using KeyPassphrase? passphrase = RegistryOptions.PassphraseOf(line);
            string path = line.GetRequiredValue(file);
            using Secp256k1Key key = line.GetValue(isNew) ? Secp256k1Key.Generate() : AnchorKeyFile.Load(path, passphrase);
            if (line.GetValue(isNew))
            {
                AnchorKeyFile.Save(path, key, passphrase);
            }

            string address = new EvmAddress(key.Address).ToString();
            return Task.FromResult<(object, string)>((new { Address = address }, address));
        });
    }

    private static Command Deploy()
    {
        Option<string[]> governors = new("--governor") { Description = "An account that may vote; once for each", Required = true };
        Option<int> needed = new("--needed") { Description = "How many of them must", Required = true };
        Option<long> delay = new("--delay") { Description = "Seconds after the last vote that is needed", DefaultValueFactory = _ => UsualDelay };
        Command command = new("deploy", "Make the registry; its governors are never changed / 部署信任登记合约")
        {
            RegistryOptions.Chain, RegistryOptions.ChainId, RegistryOptions.Key, RegistryOptions.Passphrase, RegistryOptions.GasPrice, governors, needed, delay, Json,
        };
        return Does(command, async (line, cancel) =>
        {
            EvmAddress[] accounts = [.. line.GetRequiredValue(governors).Select(EvmAddress.Parse)];
            (int votes, long seconds) = (line.GetValue(needed), line.GetValue(delay));
            if (votes < 1 || votes > accounts.Length || accounts.Distinct().Count() != accounts.Length || seconds < 0)
            {
                throw new FormatException("--needed takes 1 to as many as there are governors, each named once; --delay 0 or more.");
            }

            using EvmNetwork network = RegistryOptions.NetworkOf(line, contract: null);
            using Secp256k1Key key = RegistryOptions.KeyOf(line);
            EvmContract made = await RegistryOptions.AccountOf(line, network, key)
                .DeployAsync(RegistryOptions.Artefact(), TrustContract.Construction(accounts, votes, seconds), cancel);
            (string address, string hash) = (made.Address.ToString(), made.CodeHash.ToHex());
            return (new { TrustContract = address, TrustCodeHash = hash }, $"trustContract {address}\ntrustCodeHash {hash}");
        });
    }

    private static Command Vote() => Does(Changing("vote", "Vote for a province's next keys / 为一省的下一期公钥投票"), async (line, cancel) =>
    {
        using RegistrySession session = new(line);
        ProvinceEpoch epoch = await session.EpochAsync(cancel);
        TrustChange change = await session.Governance.ChangeAsync(session.Division, epoch, cancel);
        await session.CallAsync(TrustContract.Vote(change.Change), cancel);
        change = await session.Governance.ChangeAsync(session.Division, epoch, cancel);
        return (
            new { session.Division, Epoch = epoch.Number, Change = change.Change.ToHex(), change.Votes, change.Needed, change.ReadyAt },
            $"{session.Division} #{epoch.Number}: {change.Votes}/{change.Needed}, {RegistryOptions.Text(change.ReadyAt)}\n{change.Change.ToHex()}");
    });

    private static Command Begin() => Does(Changing("begin", "Announce keys that were voted for, once the delay is over / 公布已表决的公钥"), async (line, cancel) =>
    {
        using RegistrySession session = new(line);
        ProvinceEpoch epoch = await session.EpochAsync(cancel);
        await session.CallAsync(TrustContract.SetKeys(session.Division, epoch), cancel);
        return (new { session.Division, Epoch = epoch.Number, epoch.From }, $"{session.Division} #{epoch.Number}: {RegistryOptions.Text(epoch.From)} –");
    });

    private static Command End()
    {
        Option<long> epoch = new("--epoch") { Description = "Number of the epoch", Required = true };
        Command command = new("end", "End an epoch at once: its keys sign nothing any more / 立即终止一期公钥")
        {
            RegistryOptions.Chain, RegistryOptions.ChainId, RegistryOptions.Contract, RegistryOptions.Key, RegistryOptions.Passphrase, RegistryOptions.GasPrice,
            RegistryOptions.Division, epoch, Json,
        };
        return Does(command, async (line, cancel) =>
        {
            using RegistrySession session = new(line);
            long number = line.GetValue(epoch) is >= 0 and long given ? given : throw new FormatException("--epoch takes 0 or more.");
            await session.CallAsync(TrustContract.End(session.Division, number), cancel);
            ProvinceEpoch ended = (await session.Governance.EpochsAsync(session.Division, cancel))[(int)number];
            return (new { session.Division, Epoch = number, ended.From, ended.Until }, $"{session.Division} {Line(ended)}");
        });
    }

    private static Command Show()
    {
        Command command = new("show", "A province's epochs as the registry says them / 一省的公钥历史")
        {
            RegistryOptions.Chain, RegistryOptions.ChainId, RegistryOptions.Contract, RegistryOptions.Division, Json,
        };
        return Does(command, async (line, cancel) =>
        {
            EvmContract contract = RegistryOptions.ContractOf(line);
            using EvmNetwork network = RegistryOptions.NetworkOf(line, contract);
            string division = RegistryOptions.DivisionOf(line);
            IReadOnlyList<ProvinceEpoch> epochs = await new TrustGovernance(network, contract.Address).EpochsAsync(division, cancel);
            return (
                new
                {
                    Division = division,
                    Epochs = epochs.Select(epoch => new
                    {
                        Epoch = epoch.Number,
                        epoch.From,
                        epoch.Until,
                        RequestKey = Convert.ToBase64String(epoch.RequestKey.Span),
                        AnswerKey = Convert.ToBase64String(epoch.AnswerKey.Span),
                    }),
                },
                string.Join('\n', epochs.Select(Line).DefaultIfEmpty("—")));
        });
    }

    private static Command Changing(string name, string description) => new(name, description)
    {
        RegistryOptions.Chain, RegistryOptions.ChainId, RegistryOptions.Contract, RegistryOptions.Key, RegistryOptions.Passphrase, RegistryOptions.GasPrice,
        RegistryOptions.Division, RegistryOptions.Epoch, RegistryOptions.From, RegistryOptions.RequestKey, RegistryOptions.AnswerKey, Json,
    };

    private static string Line(ProvinceEpoch epoch) => $"#{epoch.Number}: {RegistryOptions.Text(epoch.From)} – {RegistryOptions.Text(epoch.Until)}";

    private static Command Does(Command command, Func<ParseResult, CancellationToken, Task<(object Result, string Text)>> act)
    {
        command.SetAction(async (line, cancel) =>
        {
            TextWriter errors = line.InvocationConfiguration.Error;
            try
            {
                (object result, string text) = await act(line, cancel);
                await line.InvocationConfiguration.Output.WriteLineAsync(line.GetValue(Json) ? JsonSerializer.Serialize(result, CommandJson.Options) : text);
                return ExitCode.Done;
            }
            catch (EvmException e) when (e.Error is EvmError.Reverted)
            {
                string reason = TrustContract.Explain(e.RevertData.Span);
                string sentence = Refusals.FirstOrDefault(refusal => reason.StartsWith(refusal.Key, StringComparison.Ordinal)).Value ?? e.Message;
                await errors.WriteLineAsync($"✘ {reason}: {sentence}");
                return ExitCode.DoesNotHold;
            }
            catch (EvmException e)
            {
                await errors.WriteLineAsync(e.Message);
                return ExitCode.Unavailable;
            }
            catch (Exception e) when (e is FormatException or IOException)
            {
                await errors.WriteLineAsync(e.Message);
                return ExitCode.WrongUsage;
            }
            catch (Exception e) when (StartFailure.Of(e) is StartFailure failure)
            {
                await errors.WriteLineAsync(failure.Sentence);
                return failure.ExitCode;
            }
        });
        return command;
    }
}
