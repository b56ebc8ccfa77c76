using System.CommandLine;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Federation;

namespace Ledger.Api.Commands;

/// <summary>
/// <c>proof INDEX</c>: fetches a c2sp.org/tlog-proof, verifies it against the entry itself, and prints it. Exit 0 it holds,
/// 1 it does not, 2 it cannot be read, or no key was given to believe the checkpoint by.
/// </summary>
internal static class ProofCommand
{
    private static readonly Argument<long> Index = new("INDEX") { Description = "Index of the entry, from 0" };
    private static readonly Option<string> Address = new("--url") { Description = "Address of the log, for example http://127.0.0.1:8080/log", Required = true };
    private static readonly Option<string> Key = new("--vkey") { Description = "The log's Ed25519 key as name+id+base64; without it the exit code is 2" };

    public static Command Create()
    {
        Command command = new("proof", "Fetch, verify and print the proof of a log entry / 获取并核验账本条目的证明") { Index, Address, Key };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        NoteVerifier? key;
        Uri address;
        try
        {
            key = line.GetValue(Key) is string vkey ? LogKeys.Of([vkey]).Ed25519 : null;
            address = RemoteLog.AddressOf(line.GetRequiredValue(Address));
        }
        catch (FormatException e)
        {
            return Terminal.End(e.Message, ExitCode.WrongUsage);
        }

        using RemoteLog remote = new(address);
        try
        {
            return await ProveAsync(remote, line.GetValue(Index), key, line.InvocationConfiguration, cancel);
        }
        catch (FormatException e)
        {
            return End(line.InvocationConfiguration, $"✘ 证明格式不符。 The proof is malformed: {e.Message}", ExitCode.DoesNotHold);
        }
        catch (IOException e)
        {
            return End(line.InvocationConfiguration, $"? {e.Message}", ExitCode.CannotTell);
        }
    }

    private static async Task<int> ProveAsync(
        RemoteLog remote, long index, NoteVerifier? key, InvocationConfiguration console, CancellationToken cancel)
    {
        byte[] text = await remote.ReadAsync($"proof/{index}", TlogProof.MaxLength, cancel);
        TlogProof proof = TlogProof.Parse(text);
        SignedNote note = SignedNote.Parse(System.Text.Encoding.UTF8.GetBytes(proof.Checkpoint));
        Checkpoint checkpoint = Checkpoint.Parse(note.Text);
        if (proof.Index != index || index >= checkpoint.Size)
        {
            throw new FormatException("It is about another entry.");
        }

        ReadOnlyMemory<byte> entry = await EntryAsync(remote, index, checkpoint.Size, cancel);
        if (!proof.Proves(MerkleHasher.Sha256, entry.Span, checkpoint))
        {
            return End(console, $"✘ 证明不成立。 The proof does not lead from entry {index} to the checkpoint.", ExitCode.DoesNotHold);
        }

        if (key is not null && (checkpoint.Origin != key.Name || !note.Verify(key).IsSignedBy(key)))
        {
            return End(console, $"✘ 检查点不是该密钥所签。 The checkpoint is not one of {key.Name}, signed by its key.", ExitCode.DoesNotHold);
        }

        await console.Output.WriteAsync(proof.Format());
        return key is null
            ? End(console, "? 未给出密钥，检查点未核验。 No --vkey: the proof fits its checkpoint, whose signature nobody checked.", ExitCode.CannotTell)
            : End(console, $"✔ {key.Name}: {index} / {checkpoint.Size}", ExitCode.Done);
    }

    private static async Task<ReadOnlyMemory<byte>> EntryAsync(RemoteLog remote, long index, long size, CancellationToken cancel)
    {
        long bundle = index / TilePath.Width;
        int width = (int)long.Min(TilePath.Width, size - (bundle * TilePath.Width));
        byte[] bytes = await remote.ReadAsync(TilePath.Entries(bundle, width), EntryBundle.MaxLength, cancel);
        IReadOnlyList<ReadOnlyMemory<byte>> entries = EntryBundle.Parse(bytes);
        return entries.Count == width
            ? entries[(int)(index % TilePath.Width)]
            : throw new FormatException($"The entry bundle has {entries.Count} entries, not {width}.");
    }

    private static int End(InvocationConfiguration console, string reason, int exitCode)
    {
        console.Error.WriteLine(reason);
        return exitCode;
    }
}
