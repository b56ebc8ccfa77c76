using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Tests.Transparency;

public sealed class TlogPolicyTests : IDisposable
{
    private const string Origin = "ledger.example/zj";
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeSeconds(1_763_712_002);

    private readonly List<SigningKey> _keys = [];
    private readonly NoteSigner _log;
    private readonly NoteCosigner[] _cosigners;
    private readonly string _text = new Checkpoint(Origin, 4, Digest.Sha256([])).Format();

    public TlogPolicyTests()
    {
        _log = new NoteSigner(Origin, Key());
        _cosigners = [.. Enumerable.Range(0, 6).Select(i => new NoteCosigner($"witness.example/{i}", Key()))];
    }

    /// <summary>The example of c2sp.org/tlog-policy: two of X and one of Y.</summary>
    private string Example =>
        $"""
        # The example of the draft, with keys.
        log {_log.Verifier}

        witness X1 {_cosigners[0].Verifier}
        witness X2 {_cosigners[1].Verifier} https://witness.example/x2
        witness X3 {_cosigners[2].Verifier}
        group X-witnesses 2 X1 X2 X3

          witness Y1 {_cosigners[3].Verifier}
        witness  Y2 {_cosigners[4].Verifier}
        witness Y3 {_cosigners[5].Verifier}
        group Y-witnesses any Y1 Y2 Y3

        group X-and-Y all X-witnesses Y-witnesses
        quorum X-and-Y

        """;

    [Fact]
    public void Two_of_one_organisation_and_one_of_another_make_the_quorum_and_nothing_less_does()
    {
        TlogPolicy policy = Parse(Example);
        for (int set = 0; set < 1 << _cosigners.Length; set++)
        {
            NoteCosigner[] present = [.. _cosigners.Where((_, i) => (set >> i & 1) == 1)];
            bool isEnough = int.PopCount(set & 0b000111) >= 2 && (set & 0b111000) != 0;
            TlogPolicyReport report = policy.Evaluate(Note(present));
            Assert.True(report.IsSigned);
            Assert.Equal(isEnough, report.IsQuorumMet);
            Assert.Equal(isEnough, report.IsAccepted);
            Assert.Equal(present.Length, report.Cosignatures.Count);
        }
    }

    [Fact]
    public void A_policy_written_and_read_again_is_the_same()
    {
        string written = Parse(Example).Format();
        Assert.Equal(written, Parse(written).Format());
        Assert.Contains($"witness X2 {_cosigners[1].Verifier} https://witness.example/x2\n", written, StringComparison.Ordinal);
        Assert.EndsWith("group X-and-Y 2 X-witnesses Y-witnesses\nquorum X-and-Y\n", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_cosignatures_of_one_witness_count_once()
    {
        SignedNote note = Note(_cosigners[0], _cosigners[3]).With(_cosigners[0].Sign(_text, Time.AddSeconds(1)));
        Assert.False(Parse(Example).Evaluate(note).IsQuorumMet);
    }

    [Fact]
    public void One_known_signature_that_fails_leaves_the_whole_note_worth_nothing()
    {
        SignedNote note = Note(_cosigners).With(_cosigners[5].Sign(_text.Replace('4', '5'), Time));
        TlogPolicyReport report = Parse(Example).Evaluate(note);
        Assert.False(report.IsSigned);
        Assert.False(report.IsQuorumMet);
        Assert.Empty(report.Cosignatures);
        Assert.Equal([_cosigners[5].Verifier], report.Failed);

        TlogPolicyReport withoutQuorum = Parse($"log {_log.Verifier}\nwitness X {_cosigners[5].Verifier}\nquorum none\n").Evaluate(note);
        Assert.False(withoutQuorum.IsQuorumMet);
    }

    [Fact]
    public void Cosignatures_that_are_too_old_do_not_count()
    {
        SignedNote note = Note(_cosigners[0], _cosigners[1]).With(_cosigners[3].Sign(_text, Time.AddHours(1)));
        TlogPolicy policy = Parse(Example);
        Assert.True(policy.Evaluate(note, Time).IsQuorumMet);
        Assert.False(policy.Evaluate(note, Time.AddSeconds(1)).IsQuorumMet);
    }

    [Fact]
    public void The_newest_of_two_cosignatures_of_one_witness_counts()
    {
        SignedNote note = Note(_cosigners[0], _cosigners[1], _cosigners[3]);
        foreach (int hours in (int[])[2, 1])
        {
            note = _cosigners[..4].Aggregate(note, (before, cosigner) => before.With(cosigner.Sign(_text, Time.AddHours(hours))));
        }

        TlogPolicyReport report = Parse(Example).Evaluate(note, Time.AddHours(2));
        Assert.True(report.IsQuorumMet);
        Assert.Equal(Time.AddHours(2), report.QuorumTime);
        Assert.Equal(4, report.Cosignatures.Count);
    }

    [Fact]
    public void The_quorum_time_is_the_newest_by_which_cosignatures_still_make_the_quorum()
    {
        const int Seed = 20260601;
        Random random = new(Seed);
        int met = 0;
        for (int round = 0; round < 150; round++)
        {
            TlogPolicy policy = RandomPolicy(random);
            SignedNote note = SignedNote.Sign(_text, _log);
            List<DateTimeOffset> times = [];
            foreach (NoteCosigner cosigner in _cosigners.Where(_ => random.Next(4) > 0))
            {
                times.Add(Time.AddMinutes(random.Next(5)));
                note = note.With(cosigner.Sign(_text, times[^1]));
            }

            DateTimeOffset[] enough = [.. times.Where(time => policy.Evaluate(note, time).IsQuorumMet)];
            TlogPolicyReport report = policy.Evaluate(note);
            Assert.Equal(enough.Length == 0 ? null : enough.Max(), report.QuorumTime);
            Assert.Equal(report.IsQuorumMet, report.QuorumTime is not null);
            met += report.IsQuorumMet ? 1 : 0;
        }

        Assert.InRange(met, 20, 140);
    }

    [Fact]
    public void Without_a_quorum_there_is_no_quorum_time()
    {
        string none = Example.Replace("quorum X-and-Y", "quorum none", StringComparison.Ordinal);
        TlogPolicyReport report = Parse(none).Evaluate(Note(_cosigners));
        Assert.True(report.IsQuorumMet);
        Assert.Null(report.QuorumTime);
        SignedNote spoilt = Note(_cosigners).With(_cosigners[5].Sign(_text.Replace('4', '5'), Time));
        Assert.Null(Parse(Example).Evaluate(spoilt).QuorumTime);
    }

    [Fact]
    public void The_text_of_a_policy_is_kept_as_it_was_read()
    {
        Assert.Equal(Example, Parse(Example).Text);
        TlogPolicy made = new([], [], [], TlogPolicy.NoQuorum);
        Assert.Equal("quorum none\n", made.Text);
    }

    [Fact]
    public void A_log_that_signs_under_anothers_origin_has_not_signed()
    {
        NoteSigner other = new("ledger.example/js", Key());
        TlogPolicy policy = Parse($"log {_log.Verifier}\nlog {other.Verifier}\nquorum none\n");
        Assert.False(policy.Evaluate(SignedNote.Sign(_text, other)).IsAccepted);
        Assert.True(policy.Evaluate(SignedNote.Sign(_text, _log)).IsAccepted);
    }

    [Fact]
    public void A_cosignature_is_not_the_logs_signature()
    {
        SignedNote note = SignedNote.Parse(System.Text.Encoding.UTF8.GetBytes($"{_text}\n{_cosigners[0].Sign(_text, Time)}\n"));
        Assert.False(Parse($"log {_log.Verifier}\nwitness X {_cosigners[0].Verifier}\nquorum X\n").Evaluate(note).IsSigned);
    }

    [Theory]
    [InlineData("", "whole lines")]
    [InlineData("\n", "has a quorum line")]
    [InlineData("quorum none", "whole lines")]
    [InlineData("quorum none\r\n", "whole lines")]
    [InlineData("quorum none\nquorum none\n", "one quorum line")]
    [InlineData("quorum W0\n{w0}", "not defined")]
    [InlineData("{w0}group G any\nquorum G\n", "not a log, witness")]
    [InlineData("{w0}group G 0 W0\nquorum G\n", "threshold")]
    [InlineData("{w0}group G 2 W0\nquorum G\n", "threshold")]
    [InlineData("{w0}group G 01 W0\nquorum G\n", "threshold")]
    [InlineData("{w0}group G 1 W0 W1\n{w1}quorum G\n", "not defined")]
    [InlineData("{w0}group G 1 G\nquorum G\n", "not defined")]
    [InlineData("{w0}group G 1 none\nquorum G\n", "not defined")]
    [InlineData("{w0}group G 2 W0 W0\nquorum G\n", "twice")]
    [InlineData("{w0}{w1}group G any W0\ngroup H all W0 W1\nquorum H\n", "twice")]
    [InlineData("{w0}group W0 any W0\nquorum W0\n", "already")]
    [InlineData("{w0}{w0}quorum W0\n", "stands twice")]
    [InlineData("{log}{log}quorum none\n", "stands twice")]
    [InlineData("witness none {key0}\nquorum none\n", "cannot be a name")]
    [InlineData("witness W0 {logkey}\nquorum none\n", "signs notes")]
    [InlineData("log {key0}\nquorum none\n", "cosigns")]
    [InlineData("log {logkey} ftp://ledger.example/\nquorum none\n", "address")]
    [InlineData("log {logkey} https://ledger.example/ more\nquorum none\n", "not a log, witness")]
    [InlineData("Quorum none\n", "not a log, witness")]
    public void A_policy_that_breaks_a_rule_is_refused(string policy, string because)
    {
        string text = policy
            .Replace("{w0}", "witness W0 {key0}\n", StringComparison.Ordinal)
            .Replace("{w1}", "witness W1 {key1}\n", StringComparison.Ordinal)
            .Replace("{log}", "log {logkey}\n", StringComparison.Ordinal)
            .Replace("{key0}", _cosigners[0].Verifier.ToString(), StringComparison.Ordinal)
            .Replace("{key1}", _cosigners[1].Verifier.ToString(), StringComparison.Ordinal)
            .Replace("{logkey}", _log.Verifier.ToString(), StringComparison.Ordinal);
        FormatException refusal = Assert.Throws<FormatException>(() => Parse(text));
        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _keys.ForEach(key => key.Dispose());

    /// <summary>The six witnesses in random groups of random thresholds, and those in one more.</summary>
    private TlogPolicy RandomPolicy(Random random)
    {
        List<string> free = [.. _cosigners.Select((_, i) => $"W{i}")];
        TlogPolicyWitness[] witnesses = [.. _cosigners.Select((cosigner, i) => new TlogPolicyWitness($"W{i}", cosigner.Verifier, null))];
        List<TlogPolicyGroup> groups = [];
        while (free.Count > 1)
        {
            string[] members = [.. free.Take(random.Next(1, free.Count + 1))];
            free.RemoveRange(0, members.Length);
            groups.Add(new TlogPolicyGroup($"G{groups.Count}", random.Next(1, members.Length + 1), members));
            if (members.Length > 1)
            {
                free.Add(groups[^1].Name);
            }
        }

        return new TlogPolicy([], witnesses, groups, free.Count > 0 ? free[0] : groups[^1].Name);
    }

    private static TlogPolicy Parse(string text) => TlogPolicy.Parse(System.Text.Encoding.UTF8.GetBytes(text));

    private SigningKey Key()
    {
        _keys.Add(Ed25519PrivateKey.Generate());
        return _keys[^1];
    }

    private SignedNote Note(params IReadOnlyList<NoteCosigner> cosigners) =>
        cosigners.Aggregate(SignedNote.Sign(_text, _log), (note, cosigner) => note.With(cosigner.Sign(_text, Time)));
}
