using System.Text.Json;
using Ledger.Api.Verification;
using Ledger.Crypto.Presentations;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Commands;

/// <summary><c>verify --qr TEXT</c>: one verdict on one presentation. It is not remembered: whether it was shown before is not known here.</summary>
internal static class PresentationCheck
{
    private const string StandardInput = "-";

    /// <summary>Judges and prints.</summary>
    /// <param name="text">The text of the code; <c>-</c> to read it from standard input, as a scanner's program writes it.</param>
    /// <param name="trust">The trust folder, or a bundle.</param>
    /// <param name="offline">Ask nobody.</param>
    /// <param name="audience">Who verifies, or null.</param>
    /// <param name="json">Print the verdict as JSON.</param>
    /// <param name="cancel">Stops asking.</param>
    public static async Task<int> RunAsync(string text, string trust, bool offline, string? audience, bool json, CancellationToken cancel)
    {
        TrustPolicy policy;
        try
        {
            policy = TrustSource.Load(trust);
        }
        catch (FormatException e)
        {
            return Terminal.End(e.Message, ExitCode.WrongUsage);
        }

        string shown = text == StandardInput ? await ReadLineAsync(cancel) : text;
        using PresentationJudge judge = new(policy, own: null, memory: null, TimeProvider.System);
        PresentationVerdict verdict = await judge.VerifyAsync(shown, audience, offline, cancel);
        Terminal.Print(json
            ? JsonSerializer.Serialize(PresentationVerdictResponse.Of(verdict), CommandJson.Options)
            : PresentationVerdictText.Print(verdict));
        return verdict.Conclusion switch
        {
            Conclusion.Valid => ExitCode.Done,
            Conclusion.NotValid => ExitCode.DoesNotHold,
            _ => ExitCode.CannotTell,
        };
    }

    // Base 45 has a blank: only the end of the line is taken off.
    private static async Task<string> ReadLineAsync(CancellationToken cancel) =>
        (await Console.In.ReadLineAsync(cancel) ?? "").TrimEnd('\r', '\n');
}
