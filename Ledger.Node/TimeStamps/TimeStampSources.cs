using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.TimeStamps;
using Microsoft.Extensions.Logging;

namespace Ledger.Node.TimeStamps;

/// <summary>
/// Gets time stamps from the authorities that the settings name. What comes from elsewhere is evidence: of the very imprint asked for,
/// signed by an authority that leads to a root of the node's trust policy, of about now; or it is not used. Safe from several threads.
/// </summary>
internal sealed partial class TimeStampSources : IDisposable
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private readonly TimeStampOptions _options;
    private readonly OwnTimeStamps? _own;
    private readonly IReadOnlyList<Certificate>? _roots;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TimeStampClient? _client;

    // Unix milliseconds until which a source is left alone, by its place in the settings.
    private readonly long[] _restsUntil;

    /// <summary>The sources of a node.</summary>
    /// <param name="options">Which; null for none.</param>
    /// <param name="own">The node's own authority, or null.</param>
    /// <param name="roots">Roots of its trust policy; null where it has none: then authorities are not judged by their certificates.</param>
    /// <param name="time">The node's clock.</param>
    /// <param name="logger">Told of authorities that do not answer.</param>
    /// <exception cref="FormatException">The settings name the own authority, and there is none.</exception>
    public TimeStampSources(
        TimeStampOptions? options, OwnTimeStamps? own, IReadOnlyList<Certificate>? roots, TimeProvider time, ILogger<TimeStampSources> logger)
    {
        _options = options ?? new TimeStampOptions();
        (_own, _roots, _time, _logger) = (own, roots, time, logger);
        if (own is null && _options.Sources.Contains(TimeStampOptions.Own))
        {
            throw new FormatException("timeStamps: sources name 'own', but the key folder has no tsa-p256.key and tsa-sm2.key.");
        }

        _restsUntil = new long[_options.Sources.Count];
        _client = _options.Sources.Any(source => source != TimeStampOptions.Own)
            ? new TimeStampClient(TimeSpan.FromSeconds(_options.AnswerSeconds), _options.PrivateNetworks)
            : null;
    }

    /// <summary>Whether the settings name any authority.</summary>
    public bool IsConfigured => _options.Sources.Count > 0;

    /// <summary>Whether any of them is somebody else's, whose tokens may be longer.</summary>
    public bool AsksOthers => _client is not null;

    /// <summary>The most bytes of a token for a SHA-256 imprint, or for one by SM3; of other authorities it cannot be said.</summary>
    /// <returns>0 where no authority is asked, or others are.</returns>
    public int MostTokenBytes(bool sm3) => IsConfigured && !AsksOthers ? _own!.MostTokenBytes(sm3) : 0;

    /// <summary>A time stamp by the first authority that gives one.</summary>
    /// <param name="imprint">What is to be stamped.</param>
    /// <param name="cancel">Stops asking.</param>
    /// <returns>The token, or null where none could be had: that is never a reason to fail.</returns>
    public async Task<TimeStampToken?> StampAsync(MessageImprint imprint, CancellationToken cancel)
    {
        for (int i = 0; i < _options.Sources.Count; i++)
        {
            if (Volatile.Read(ref _restsUntil[i]) <= Now && await AskAsync(i, TimeStampRequest.Create(imprint), cancel) is TimeStampToken token)
            {
                return token;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _client?.Dispose();

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task<TimeStampToken?> AskAsync(int place, TimeStampRequest request, CancellationToken cancel)
    {
        string source = _options.Sources[place];
        try
        {
            if (source == TimeStampOptions.Own)
            {
                return request.TokenOf(_own!.Answer(request.Encode()));
            }

            Uri address = new(source);
            byte[]? answer = await _client!.AskAsync(address, request.Encode(), cancel);
            if (answer is null)
            {
                Volatile.Write(ref _restsUntil[place], Now + (_options.RestSeconds * 1000L));
                SayNoAnswer(address.Host, _options.RestSeconds);
                return null;
            }

            TimeStampToken token = request.TokenOf(answer);
            Require(token);
            return token;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            SayNotUsed(source == TimeStampOptions.Own ? source : new Uri(source).Host, e.Message);
            return null;
        }
    }

    private void Require(TimeStampToken token)
    {
        TimeStampReport report = token.VerifyAuthority([], _roots ?? []);
        if (!report.IsTrusted && !(_roots is null && report.Fault == TimeStampFault.AuthorityUnknown))
        {
            throw new FormatException(report.Reason);
        }

        if ((token.Info.Time - _time.GetUtcNow()).Duration() > ClockTolerance)
        {
            throw new FormatException($"It says {token.Info.Time:u}, which is not about now.");
        }
    }

    // Host only: an address may carry an access key.
    [LoggerMessage(Level = LogLevel.Warning, Message = "The time-stamping authority at {Host} gives no answer; it is not asked for {Seconds} s.")]
    private partial void SayNoAnswer(string host, int seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A time stamp by {Host} is not used: {Reason}")]
    private partial void SayNotUsed(string host, string reason);
}
